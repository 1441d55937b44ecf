package org.otium.data.parquet;

import java.io.Serial;
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
}
