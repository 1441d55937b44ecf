package org.otium.app.experiment.transfer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.otium.app.pictures.LineChart;
import org.otium.app.report.LineFigure;
import org.otium.app.runs.CsvTable;
import org.otium.app.text.Numbers;
import org.otium.app.text.TextTable;

/**
 * What several repetitions measured.
 *
 * @param shots how many samples of each class were known
 * @param accuracies by number of samples, then one a repetition, then by method
 */
record KShotNumbers(List<Integer> shots, List<List<Map<String, Double>>> accuracies) {
  private List<String> methods() {
    return List.copyOf(accuracies.getFirst().getFirst().keySet());
  }

  private TransferNumbers.Spread spread(int row, String method) {
    return TransferNumbers.Spread.of(
        accuracies.get(row).stream().mapToDouble(a -> a.getOrDefault(method, 0.0)).toArray());
  }

  static String words(int shots) {
    return shots + " a class";
  }

  /** Means and standard deviations: a row a method, a cell a number of samples. */
  Map<String, List<String>> rows() {
    Map<String, List<String>> rows = new LinkedHashMap<>();
    for (String method : methods()) {
      List<String> cells = new ArrayList<>();
      for (int s = 0; s < shots.size(); s++) {
        cells.add(spread(s, method).words());
      }
      rows.put(method, cells);
    }
    return rows;
  }

  /** Mean accuracies and their deviations for the manifest. */
  Map<String, Object> means() {
    Map<String, Object> means = new LinkedHashMap<>();
    for (int s = 0; s < shots.size(); s++) {
      for (String method : methods()) {
        String name = method + ", " + words(shots.get(s));
        means.put(name, spread(s, method).mean());
        if (spread(s, method).values() > 1) {
          means.put(name + TransferExperiment.DEVIATION, spread(s, method).deviation());
        }
      }
    }
    return means;
  }

  String table() {
    TextTable table = new TextTable("w" + "r".repeat(shots.size()));
    List<String> head = new ArrayList<>(List.of("learned from"));
    shots.forEach(k -> head.add(words(k)));
    table.row(head.toArray(String[]::new));
    rows()
        .forEach(
            (method, cells) -> {
              List<String> row = new ArrayList<>(List.of(method));
              row.addAll(cells);
              table.row(row.toArray(String[]::new));
            });
    return table.format("").stripTrailing();
  }

  String csv() {
    CsvTable table = new CsvTable(List.of("shots", "repetition", "method", "accuracy"));
    for (int s = 0; s < shots.size(); s++) {
      for (int r = 0; r < accuracies.get(s).size(); r++) {
        for (Map.Entry<String, Double> entry : accuracies.get(s).get(r).entrySet()) {
          table.row(List.of(shots.get(s), r + 1, entry.getKey(), entry.getValue()));
        }
      }
    }
    return table.text();
  }

  /** Mean accuracies over the number of samples and their deviations, in percent. */
  LineFigure curves() {
    List<LineFigure.Line> lines = new ArrayList<>();
    for (String method : methods()) {
      List<LineChart.Point> points = new ArrayList<>();
      List<LineFigure.Reach> reaches = new ArrayList<>();
      for (int s = 0; s < shots.size(); s++) {
        TransferNumbers.Spread spread = spread(s, method);
        points.add(new LineChart.Point(shots.get(s), 100 * spread.mean()));
        if (spread.values() > 1) {
          double low = 100 * (spread.mean() - spread.deviation());
          double high = 100 * (spread.mean() + spread.deviation());
          reaches.add(new LineFigure.Reach(shots.get(s), low, high));
        }
      }
      points.sort((a, b) -> Double.compare(a.x(), b.x()));
      lines.add(new LineFigure.Line(method, points, reaches));
    }
    return new LineFigure("Accuracy over the number of samples", "samples a class", lines);
  }

  String repetitions() {
    return Numbers.counted(accuracies.getFirst().size(), "repetition");
  }
}
