package org.otium.app.plugins.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Rows of text in aligned columns, two spaces apart; the last column is not padded. */
final class Table {
  private record Row(List<String> cells, List<String> remarks) {}

  private final List<Row> rows = new ArrayList<>();

  Table(String... header) {
    rows.add(new Row(List.of(header), List.of()));
  }

  void row(List<String> cells, List<String> remarks) {
    rows.add(
        new Row(
            cells.stream().map(cell -> cell.isEmpty() ? "-" : cell).toList(),
            List.copyOf(remarks)));
  }

  void print(PrintWriter out) {
    int columns = rows.getFirst().cells().size();
    int[] widths = new int[columns];
    for (Row row : rows) {
      for (int c = 0; c < columns; c++) {
        widths[c] = Math.max(widths[c], row.cells().get(c).length());
      }
    }
    for (Row row : rows) {
      StringBuilder line = new StringBuilder();
      for (int c = 0; c < columns - 1; c++) {
        String cell = row.cells().get(c);
        line.append(cell).append(" ".repeat(widths[c] - cell.length() + 2));
      }
      out.println(line.append(row.cells().getLast()).toString().stripTrailing());
      row.remarks().forEach(remark -> out.println("    " + remark));
    }
  }
}
