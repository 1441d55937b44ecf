package org.otium.app.text;

import java.nio.file.Path;

/** Words of commands that are told to be typed. */
public final class ShellWord {
  private ShellWord() {}

  /**
   * A word as a shell would have to be given it.
   *
   * @param word any text
   * @return the same, in quotes where a shell would see more in it than a word
   */
  public static String quoted(String word) {
    return word.matches("[\\w@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  /**
   * A path as a shell would have to be given it.
   *
   * @param path a path
   * @return the same, in quotes where a shell would see more in it than a word
   */
  public static String quoted(Path path) {
    return quoted(path.toString());
  }
}
