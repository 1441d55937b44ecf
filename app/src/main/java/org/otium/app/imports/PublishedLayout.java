package org.otium.app.imports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.otium.api.InvalidInputException;

/** How datasets lie on the disk when others have downloaded or published them. */
public enum PublishedLayout {
  /** What torchvision leaves: {@code MNIST/raw}, {@code cifar-10-batches-bin}, or ImageFolder. */
  TORCHVISION_FOLDER,
  /** Parquet files of Hugging Face, Spark or pandas, one or several a split. */
  HUGGINGFACE_PARQUET,
  /** Pictures in a folder a split, with {@code metadata.csv} or a folder a class. */
  HUGGINGFACE_IMAGEFOLDER,
  /** The binary version of CIFAR-10 or CIFAR-100. */
  CIFAR_BINARY,
  /** What keras downloads: one npz file of {@code x_train}, {@code y_train}, {@code x_test}, …. */
  KERAS_NPZ;

  private List<PublishedSplit> found(Path source, ImportOptions options) throws IOException {
    return switch (this) {
      case TORCHVISION_FOLDER -> TorchvisionFolder.splits(source, options);
      case HUGGINGFACE_PARQUET -> HuggingFaceFolder.parquet(source, options);
      case HUGGINGFACE_IMAGEFOLDER -> HuggingFaceFolder.imageFolder(source, options);
      case CIFAR_BINARY -> BinaryFiles.cifar(source, options);
      case KERAS_NPZ -> BinaryFiles.keras(source, options);
    };
  }

  /**
   * How users write it.
   *
   * @return for instance {@code cifar-binary}
   */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * All layouts as users write them.
   *
   * @return separated by commas
   */
  public static String labels() {
    return Stream.of(values()).map(PublishedLayout::label).collect(Collectors.joining(", "));
  }

  /**
   * Finds the splits of a dataset, without reading them.
   *
   * @param source a folder or file
   * @param options what else the user says
   * @return at least one
   * @throws InvalidInputException if there is none in this layout
   * @throws IOException if a folder cannot be read
   */
  public List<PublishedSplit> splits(Path source, ImportOptions options) throws IOException {
    requireExisting(source);
    try {
      List<PublishedSplit> splits = found(source, options);
      if (splits.isEmpty()) {
        throw new InvalidInputException(
            "'" + source + "' holds nothing in the layout " + label(),
            "Layouts are " + labels() + "; without --from each is tried.");
      }
      return splits;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static void requireExisting(Path source) {
    if (!Files.exists(source)) {
      throw new InvalidInputException(
          "there is no file or folder '" + source + "'", "Check the path.");
    }
  }

  /**
   * A layout and what was found in it.
   *
   * @param layout the layout
   * @param splits the splits
   */
  public record Found(PublishedLayout layout, List<PublishedSplit> splits) {}

  /**
   * Finds out the layout of a dataset.
   *
   * @param source a folder or file
   * @param options what else the user says
   * @return the only layout in which something was found
   * @throws InvalidInputException if there is none, or several
   * @throws IOException if a folder cannot be read
   */
  public static Found find(Path source, ImportOptions options) throws IOException {
    requireExisting(source);
    List<Found> found = new ArrayList<>();
    Optional<InvalidInputException> refused = Optional.empty();
    for (PublishedLayout layout : values()) {
      try {
        List<PublishedSplit> splits = layout.found(source, options);
        if (!splits.isEmpty()) {
          found.add(new Found(layout, splits));
        }
      } catch (InvalidInputException e) {
        refused = refused.or(() -> Optional.of(e));
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
    }
    // The same files can be seen as several layouts; the first one says most about them.
    if (found.isEmpty() && refused.isPresent()) {
      throw refused.get();
    }
    if (found.isEmpty()) {
      throw new InvalidInputException(
          "'" + source + "' is in no layout that is known (" + labels() + ")",
          "Name the folder that holds the splits; 'data convert' takes single files of any format.");
    }
    return found.getFirst();
  }
}
