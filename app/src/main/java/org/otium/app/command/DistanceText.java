package org.otium.app.command;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.otium.api.DatasetDistance;
import org.otium.app.experiment.distance.ComparedSide;
import org.otium.app.experiment.distance.DistanceOutcome;
import org.otium.app.text.Numbers;
import org.otium.app.text.Rounding;
import org.otium.app.text.TextTable;

/** A comparison as text for a terminal. */
final class DistanceText {
  private static final int MOST_COLUMNS = 12;
  private static final double SHOWN = 0.005;

  private DistanceText() {}

  static String of(DistanceOutcome outcome) {
    DatasetDistance.Report report = outcome.report();
    StringBuilder text = new StringBuilder();
    text.append(
        new TextTable("lr")
            .row(report.symbol() + "²", isRounding(report) ? "0" : precise(report.squared()))
            .row(report.symbol(), isRounding(report) ? "0" : precise(report.distance()))
            .format(""));
    text.append("Meaning: ").append(report.meaning());
    if (report.epsilon() > 0) {
      text.append("; ε = ").append(Numbers.value(report.epsilon())).append(" in cost units");
    }
    text.append(".\n\n");
    text.append("Where each class of ").append(outcome.first().name()).append(" goes\n");
    text.append(coupling(outcome)).append('\n');
    if (report.labelDistances().length > 0) {
      text.append("Label distances (squared)\n").append(labels(outcome)).append('\n');
    }
    if (!report.parts().isEmpty()) {
      text.append("Parts\n").append(parts(report.parts())).append('\n');
    }
    TextTable times = new TextTable("lr");
    outcome.seconds().forEach((part, s) -> times.row(part, Numbers.duration(s)));
    report.seconds().forEach((part, s) -> times.row("  " + part, Numbers.duration(s)));
    text.append("Time\n").append(times.format("  "));
    outcome.leftOut().forEach(line -> note(text, line));
    report.warnings().forEach(line -> note(text, line));
    if (isRounding(report)) {
      note(
          text,
          report.symbol()
              + "² came out as "
              + precise(report.squared())
              + ", which is rounding of the parts that it is the difference of.");
    }
    outcome.page().ifPresent(page -> text.append("\nReport: ").append(page).append('\n'));
    return text.toString();
  }

  /**
   * Whether a value below zero, as a debiased divergence never is, is so for rounding alone. The
   * JSON keeps it as it is.
   */
  static boolean isRounding(DatasetDistance.Report report) {
    return report.squared() < 0 && Rounding.shown(report.squared(), report.parts()) == 0;
  }

  /** Eight digits: these are the numbers that are compared with other programs. */
  private static String precise(double value) {
    return String.format(Locale.ROOT, "%.8g", value);
  }

  private static void note(StringBuilder text, String line) {
    text.append("\nNote: ").append(TextTable.printable(line)).append('\n');
  }

  private static String parts(Map<String, Double> parts) {
    TextTable table = new TextTable("lr");
    parts.forEach((name, value) -> table.row(name, Numbers.value(value)));
    return table.format("  ");
  }

  private static String coupling(DistanceOutcome outcome) {
    DatasetDistance.Report report = outcome.report();
    if (report.classesB().length > MOST_COLUMNS) {
      return strongest(outcome);
    }
    return matrix(
        outcome,
        (row, column) -> {
          double total = Arrays.stream(report.classCoupling()[row]).sum();
          double share = total > 0 ? report.classCoupling()[row][column] / total : 0;
          return share < SHOWN ? "·" : Numbers.percent(share);
        });
  }

  /** For many classes: where most of each goes. */
  private static String strongest(DistanceOutcome outcome) {
    DatasetDistance.Report report = outcome.report();
    TextTable table = new TextTable("llr");
    for (int r = 0; r < report.classesA().length; r++) {
      double[] row = report.classCoupling()[r];
      int best = 0;
      for (int c = 1; c < row.length; c++) {
        best = row[c] > row[best] ? c : best;
      }
      double total = Arrays.stream(row).sum();
      table.row(
          outcome.first().className(report.classesA()[r]),
          "→ " + outcome.second().className(report.classesB()[best]),
          Numbers.percent(total > 0 ? row[best] / total : 0));
    }
    return table.format("  ");
  }

  private static String labels(DistanceOutcome outcome) {
    DatasetDistance.Report report = outcome.report();
    if (report.classesB().length > MOST_COLUMNS) {
      return "  "
          + report.classesA().length
          + " × "
          + report.classesB().length
          + " numbers: see --json or --out.\n";
    }
    int decimals = Numbers.decimals(report.labelDistances());
    return matrix(
        outcome, (row, column) -> Numbers.fixed(report.labelDistances()[row][column], decimals));
  }

  private interface Cell {
    String at(int row, int column);
  }

  private static String matrix(DistanceOutcome outcome, Cell cell) {
    DatasetDistance.Report report = outcome.report();
    ComparedSide first = outcome.first();
    ComparedSide second = outcome.second();
    int columns = report.classesB().length;
    TextTable table = new TextTable("l" + "r".repeat(columns));
    String[] line = new String[columns + 1];
    line[0] = "";
    for (int c = 0; c < columns; c++) {
      line[c + 1] = second.className(report.classesB()[c]);
    }
    table.row(line);
    for (int r = 0; r < report.classesA().length; r++) {
      String[] cells = new String[columns + 1];
      cells[0] = first.className(report.classesA()[r]);
      for (int c = 0; c < columns; c++) {
        cells[c + 1] = cell.at(r, c);
      }
      table.row(cells);
    }
    return table.format("  ");
  }
}
