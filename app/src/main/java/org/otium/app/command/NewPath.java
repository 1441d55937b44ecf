package org.otium.app.command;

import java.nio.file.Files;
import java.nio.file.Path;
import org.otium.api.InvalidInputException;

/** A file that is to be written and must not replace another. */
public final class NewPath {
  private NewPath() {}

  /**
   * Finds out whether a file could be written.
   *
   * @param file where it would lie
   * @throws InvalidInputException if there is one already, or it could not be written
   */
  public static void check(Path file) {
    if (Files.exists(file)) {
      throw exists(file);
    }
    Path parent = file.toAbsolutePath().normalize().getParent();
    if (parent == null || !Files.isDirectory(parent)) {
      throw new InvalidInputException(
          "folder '" + parent + "' for '" + file.getFileName() + "' does not exist",
          "Make it first, or choose another.");
    }
    if (!Files.isWritable(parent)) {
      throw new InvalidInputException(
          "nothing can be written to folder '" + parent + "'", "Choose a writable folder.");
    }
  }

  static InvalidInputException exists(Path file) {
    return new InvalidInputException(
        "'" + file + "' exists already", "Nothing is overwritten: choose another name.");
  }
}
