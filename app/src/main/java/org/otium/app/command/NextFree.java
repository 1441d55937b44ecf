package org.otium.app.command;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds a name that is not taken. */
final class NextFree {
  private NextFree() {}

  /**
   * The first of {@code name}, {@code name-2}, {@code name-3} … that does not exist.
   *
   * @param name a path
   * @return a path that does not exist
   */
  static Path folder(String name) {
    Path path = Path.of(name);
    for (int i = 2; Files.exists(path); i++) {
      path = Path.of(name + "-" + i);
    }
    return path;
  }
}
