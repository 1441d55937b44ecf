package org.otium.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Lines of a tested source that a page of the documentation shows. */
public final class ShownLines {
  private ShownLines() {}

  /**
   * Checks that a page shows every line between {@code // example: …} and {@code // end}.
   *
   * @param page a file, from the root of the project
   * @param source a file, from the root of the project
   * @param lines how many lines there are between those marks
   * @throws IOException if a file cannot be read
   */
  public static void assertShown(String page, String source, int lines) throws IOException {
    Path root = Path.of(System.getProperty("otium.root"));
    String text = Files.readString(root.resolve(page));
    boolean isShown = false;
    int shown = 0;
    for (String line : Files.readAllLines(root.resolve(source))) {
      if (line.strip().startsWith("// example: ")) {
        isShown = true;
      } else if (line.strip().equals("// end")) {
        isShown = false;
      } else if (isShown) {
        shown++;
        assertTrue(text.contains(line.strip()), line);
      }
    }
    assertEquals(lines, shown);
  }
}
