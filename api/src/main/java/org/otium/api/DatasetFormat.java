package org.otium.api;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Reads and writes datasets in one file format. Immutable. */
public interface DatasetFormat {
  /**
   * Whether a path looks like this format, from its name and at most its first bytes.
   *
   * @param path an existing file or folder
   * @return whether to try {@link #read}
   */
  boolean recognises(Path path);

  /**
   * Whether the name of a path alone says that it is, or is to be, in this format. Decides the
   * format of new files, and which format tells what is wrong with a file that none recognises.
   *
   * @param path a path that need not exist
   * @return by default whether the name ends with {@link #extension}
   */
  default boolean isNamedFor(Path path) {
    Path file = path.getFileName();
    String name = file == null ? "" : file.toString().toLowerCase(Locale.ROOT);
    return extension().filter(name::endsWith).isPresent();
  }

  /**
   * Reads a dataset.
   *
   * @param path a file or folder
   * @return the dataset, named after the path
   * @throws InvalidInputException if the content is not valid; nothing larger than the content
   *     justifies is allocated
   * @throws IOException if the path cannot be read
   */
  LabeledDataset read(Path path) throws IOException;

  /**
   * Writes a dataset; an existing file is never overwritten.
   *
   * @param dataset what to write
   * @param path where to
   * @throws InvalidInputException if the format cannot hold the dataset
   * @throws IOException if the path cannot be written
   */
  void write(LabeledDataset dataset, Path path) throws IOException;

  /**
   * Writes samples that come batch by batch, and holds no more than a batch in memory; an existing
   * file is never overwritten.
   *
   * @param samples what to write
   * @param path where to
   * @throws InvalidInputException if the format cannot hold the samples, or not without having all
   *     of them in memory, as formats by default cannot
   * @throws IOException if the path cannot be written
   */
  default void write(SampleBatches samples, Path path) throws IOException {
    throw new InvalidInputException(
        "the format of '" + path + "' cannot be written batch by batch",
        "Choose a format that can, such as npz or IDX.");
  }

  /**
   * The extension of files of this format, with its dot.
   *
   * @return for instance {@code .npz}; empty if the format can only be read
   */
  Optional<String> extension();
}
