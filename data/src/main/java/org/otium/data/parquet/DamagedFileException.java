package org.otium.data.parquet;

import java.io.Serial;
import java.nio.file.Files;
import java.nio.file.Path;
import org.otium.api.InvalidInputException;

/** A file that breaks off, is garbled, or is no Parquet file at all, whatever its name says. */
public final class DamagedFileException extends InvalidInputException {
  @Serial private static final long serialVersionUID = 1;

  DamagedFileException(Path file, String how) {
    super(
        "the Parquet file " + file + " is truncated or damaged: " + how,
        "Get the file again and compare its size with the original.");
  }

  DamagedFileException(String what, String remedy) {
    super(what, remedy);
  }

  /**
   * The same error where the file is one of many.
   *
   * @param folder the dataset that it is a part of
   * @return an error that says how to do without the file; the same if it is the whole dataset
   */
  public DamagedFileException in(Path folder) {
    if (Files.isRegularFile(folder)) {
      return this;
    }
    DamagedFileException told =
        new DamagedFileException(
            what(),
            "Get the file again, or leave out damaged files: 'parquet{damaged: leave-out}:"
                + folder
                + "'.");
    told.initCause(this);
    return told;
  }
}
