package org.otium.app.command;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds a name that is not taken. */
public final class NextFree {
  private NextFree() {}

  /**
   * The first of {@code name}, {@code name-2}, {@code name-3} … that does not exist.
   *
   * @param name a path
   * @return a path that does not exist
   */
  public static Path folder(String name) {
    Path path = Path.of(name);
    for (int i = 2; Files.exists(path); i++) {
      path = Path.of(name + "-" + i);
    }
    return path;
  }

  /**
   * The first of {@code stem.end}, {@code stem-2.end} … that does not exist.
   *
   * @param stem the path without its ending
   * @param end the ending, dot included
   * @return a path that does not exist
   */
  public static Path file(String stem, String end) {
    Path path = Path.of(stem + end);
    for (int i = 2; Files.exists(path); i++) {
      path = Path.of(stem + "-" + i + end);
    }
    return path;
  }
}
