package org.otium.app.experiment.distill;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.otium.app.experiment.transfer.TransferNumbers.Spread;
import org.otium.app.runs.CsvTable;
import org.otium.app.text.Numbers;
import org.otium.app.text.TextTable;

/**
 * How well classifiers do on a test set after learning from different datasets.
 *
 * @param rows what was measured, in the order in which it is shown
 */
record DistillScores(List<Row> rows) {
  static final String DISTILLED = "distilled";
  static final String RANDOM = "random samples";
  static final String START = "the start";
  static final String CENTROIDS = "k-means centroids";
  static final String WHOLE = "whole dataset";

  /** Repetitions that differ by less, as a share, gave the same. */
  private static final double EQUAL = 1e-9;

  /** Copies the list. */
  DistillScores {
    rows = List.copyOf(rows);
  }

  /**
   * One classifier and what it learned from.
   *
   * @param classifier what learned
   * @param learnedFrom from what
   * @param samples how many samples that were
   * @param accuracies a share of the test set for each repetition
   */
  record Row(String classifier, String learnedFrom, int samples, List<Double> accuracies) {
    Spread spread() {
      return Spread.of(accuracies.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** In percent, with the standard deviation where there is one. */
    String words() {
      Spread spread = spread();
      return spread.deviation() > EQUAL
          ? spread.words()
          : Numbers.fixed(100 * spread.mean(), 1) + " %";
    }
  }

  static DistillScores none() {
    return new DistillScores(List.of());
  }

  /** The mean accuracies and their deviations, in percent, for the manifest. */
  Map<String, Object> numbers() {
    Map<String, Object> numbers = new LinkedHashMap<>();
    for (Row row : rows) {
      if (!row.learnedFrom().equals(START)) {
        String from = row.learnedFrom().replace(' ', '-');
        String name = row.classifier() + "-" + from;
        numbers.put(name, percent(row.spread().mean()));
        if (row.spread().deviation() > EQUAL) {
          numbers.put(name + "-deviation", percent(row.spread().deviation()));
        }
      }
    }
    return numbers;
  }

  private static double percent(double share) {
    return Math.rint(1e5 * share) / 1000;
  }

  /** The lines of a table, the head first. */
  List<List<String>> lines() {
    List<List<String>> lines = new ArrayList<>();
    lines.add(List.of("Classifier", "Learned from", "Samples", "Accuracy"));
    String before = "";
    for (Row row : rows) {
      String classifier = row.classifier().equals(before) ? "" : row.classifier();
      before = row.classifier();
      lines.add(List.of(classifier, row.learnedFrom(), Numbers.count(row.samples()), row.words()));
    }
    return lines;
  }

  /** The table for the terminal. */
  String text() {
    TextTable table = new TextTable("llrr");
    lines().forEach(line -> table.row(line.toArray(String[]::new)));
    return table.format("").stripTrailing();
  }

  /** The table as a file: every repetition on its own. */
  String csv() {
    CsvTable table =
        new CsvTable(List.of("classifier", "learned-from", "samples", "repetition", "accuracy"));
    for (Row row : rows) {
      for (int r = 0; r < row.accuracies().size(); r++) {
        table.row(
            List.of(
                row.classifier(),
                row.learnedFrom(),
                row.samples(),
                r + 1,
                CsvTable.rounded(row.accuracies().get(r))));
      }
    }
    return table.text();
  }
}
