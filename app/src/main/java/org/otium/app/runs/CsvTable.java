package org.otium.app.runs;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import org.otium.app.text.Numbers;

/** A table as text, one line a row, with commas between the cells. */
public final class CsvTable {
  private final StringBuilder text = new StringBuilder();

  /**
   * An empty table.
   *
   * @param head what the columns are called
   */
  public CsvTable(List<String> head) {
    row(new ArrayList<>(head));
  }

  /**
   * Adds a row.
   *
   * @param cells text as it is, numbers so that they can be read again without loss
   */
  public void row(List<?> cells) {
    for (int c = 0; c < cells.size(); c++) {
      text.append(c == 0 ? "" : ",").append(quoted(written(cells.get(c))));
    }
    text.append('\n');
  }

  /**
   * A number without the tail that sums of shares have: {@code 0.52} for {@code
   * 0.5200000000000001}.
   *
   * @param value a finite number
   * @return the nearest of twelve significant digits
   */
  public static double rounded(double value) {
    return BigDecimal.valueOf(value).round(new MathContext(12)).doubleValue();
  }

  private static String written(Object cell) {
    return cell instanceof Double number ? Numbers.exact(number) : cell.toString();
  }

  private static String quoted(String cell) {
    boolean isPlain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return isPlain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }

  /**
   * The table.
   *
   * @return all rows, the head first
   */
  public String text() {
    return text.toString();
  }

  /**
   * A square matrix whose rows and columns are named alike.
   *
   * @param names one a row
   * @param values row by row
   * @return the table
   */
  public static String square(List<String> names, double[][] values) {
    List<String> head = new ArrayList<>(List.of(""));
    head.addAll(names);
    CsvTable table = new CsvTable(head);
    for (int r = 0; r < values.length; r++) {
      List<Object> row = new ArrayList<>(List.of(names.get(r)));
      for (double value : values[r]) {
        row.add(value);
      }
      table.row(row);
    }
    return table.text();
  }
}
