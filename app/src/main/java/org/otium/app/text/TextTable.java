package org.otium.app.text;

import java.util.ArrayList;
import java.util.List;

/** A table of plain text with aligned columns. */
public final class TextTable {
  private static final int LONGEST_CELL = 40;
  private final List<List<String>> rows = new ArrayList<>();
  private final boolean[] right;
  private final boolean[] whole;

  /**
   * An empty table.
   *
   * @param alignment one character a column: {@code l} or {@code r}, or {@code w} for text at the
   *     left that is never shortened
   */
  public TextTable(String alignment) {
    right = new boolean[alignment.length()];
    whole = new boolean[alignment.length()];
    for (int c = 0; c < right.length; c++) {
      right[c] = alignment.charAt(c) == 'r';
      whole[c] = alignment.charAt(c) == 'w';
    }
  }

  /**
   * Adds a row.
   *
   * @param cells one text a column
   * @return this table
   */
  public TextTable row(String... cells) {
    if (cells.length != right.length) {
      throw new IllegalArgumentException(cells.length + " cells in " + right.length + " columns");
    }
    List<String> row = new ArrayList<>();
    for (String cell : cells) {
      String safe = printable(cell);
      row.add(whole[row.size()] ? safe : shortened(safe));
    }
    rows.add(row);
    return this;
  }

  /**
   * The table.
   *
   * @param indent what every line starts with
   * @return lines that end with a line feed
   */
  public String format(String indent) {
    int[] widths = new int[right.length];
    for (List<String> row : rows) {
      for (int c = 0; c < widths.length; c++) {
        widths[c] = Math.max(widths[c], width(row.get(c)));
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder(indent);
      for (int c = 0; c < widths.length; c++) {
        String padding = " ".repeat(widths[c] - width(row.get(c)));
        line.append(c == 0 ? "" : "  ");
        line.append(right[c] ? padding + row.get(c) : row.get(c) + padding);
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  /**
   * A text that is safe on a terminal: control characters, which could move the cursor or change
   * colours, are replaced.
   *
   * @param text any text, such as a class name from a file
   * @return the text in one line
   */
  public static String printable(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              int type = Character.getType(c);
              boolean hidden =
                  type == Character.CONTROL
                      || type == Character.FORMAT
                      || type == Character.LINE_SEPARATOR
                      || type == Character.PARAGRAPH_SEPARATOR
                      || type == Character.SURROGATE
                      || type == Character.UNASSIGNED;
              safe.appendCodePoint(hidden ? '�' : c);
            });
    return safe.toString();
  }

  private static String shortened(String text) {
    int length = width(text);
    if (length <= LONGEST_CELL) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, LONGEST_CELL - 1)) + "…";
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }
}
