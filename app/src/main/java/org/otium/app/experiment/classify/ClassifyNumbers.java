package org.otium.app.experiment.classify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.otium.api.Accuracy;
import org.otium.api.Classifier;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.app.pictures.LineChart;
import org.otium.app.report.Figure;
import org.otium.app.report.HeatmapFigure;
import org.otium.app.report.LineFigure;
import org.otium.app.runs.CsvTable;

/**
 * How well a classifier labels a dataset.
 *
 * @param test samples with their classes
 * @param predicted what the classifier says, in classes of the test or in others
 * @param curve how it learned; empty if it did not, or not in epochs
 */
record ClassifyNumbers(LabeledDataset test, Labels predicted, List<Classifier.Epoch> curve) {
  private static final String ACCURACY = "accuracy";
  private static final String TRAINING_ACCURACY = "training-accuracy";

  /** The names of those results that are shares. */
  static final List<String> SHARES = List.of(ACCURACY, TRAINING_ACCURACY);

  Accuracy accuracy() {
    return Accuracy.of(predicted, test);
  }

  /** Classes that are predicted or true, ascending. */
  private int[] ids() {
    TreeSet<Integer> ids = new TreeSet<>();
    for (int i = 0; i < test.size(); i++) {
      ids.add(test.labels().classOf(i));
      ids.add(predicted.classOf(i));
    }
    return ids.stream().mapToInt(i -> i).toArray();
  }

  /** The mass of each true class, by what it is taken for. */
  private double[][] confusion(int[] ids) {
    double[][] mass = new double[ids.length][ids.length];
    for (int i = 0; i < test.size(); i++) {
      int row = Arrays.binarySearch(ids, test.labels().classOf(i));
      mass[row][Arrays.binarySearch(ids, predicted.classOf(i))] += test.weights().get(i);
    }
    return mass;
  }

  Figure confusionFigure() {
    int[] ids = ids();
    List<String> names = Arrays.stream(ids).mapToObj(test::className).toList();
    return HeatmapFigure.coupling("What each class is taken for", names, names, confusion(ids));
  }

  String confusionTable() {
    int[] ids = ids();
    double[][] mass = confusion(ids);
    List<String> head = new ArrayList<>(List.of("class"));
    Arrays.stream(ids).forEach(id -> head.add(test.className(id)));
    CsvTable table = new CsvTable(head);
    for (int r = 0; r < ids.length; r++) {
      List<Object> row = new ArrayList<>(List.of(test.className(ids[r])));
      for (double m : mass[r]) {
        row.add(CsvTable.rounded(m));
      }
      table.row(row);
    }
    return table.text();
  }

  String curveTable() {
    CsvTable table = new CsvTable(List.of("epoch", "loss", "accuracy", "held_out"));
    for (int e = 0; e < curve.size(); e++) {
      Classifier.Epoch epoch = curve.get(e);
      Object held = epoch.heldOut().isPresent() ? epoch.heldOut().getAsDouble() : "";
      table.row(List.of(e + 1, epoch.loss(), epoch.accuracy(), held));
    }
    return table.text();
  }

  /** The loss, then accuracies in percent, over the epochs; nothing where there were none. */
  List<LineFigure> curves() {
    if (curve.size() < 2) {
      return List.of();
    }
    List<LineChart.Point> loss = new ArrayList<>();
    List<LineChart.Point> seen = new ArrayList<>();
    List<LineChart.Point> heldOut = new ArrayList<>();
    for (int e = 0; e < curve.size(); e++) {
      Classifier.Epoch epoch = curve.get(e);
      int number = e + 1;
      loss.add(new LineChart.Point(number, epoch.loss()));
      seen.add(new LineChart.Point(number, 100 * epoch.accuracy()));
      epoch.heldOut().ifPresent(h -> heldOut.add(new LineChart.Point(number, 100 * h)));
    }
    List<LineFigure.Line> accuracies = new ArrayList<>();
    accuracies.add(new LineFigure.Line("learned from", seen));
    if (!heldOut.isEmpty()) {
      accuracies.add(new LineFigure.Line("held out", heldOut));
    }
    return List.of(
        new LineFigure("Loss", "epoch", List.of(new LineFigure.Line("", loss))),
        new LineFigure("Accuracy in percent", "epoch", accuracies));
  }

  Map<String, Object> results() {
    Map<String, Object> results = new LinkedHashMap<>();
    results.put(ACCURACY, accuracy().value());
    if (!curve.isEmpty()) {
      results.put(TRAINING_ACCURACY, curve.getLast().accuracy());
      results.put("training-loss", curve.getLast().loss());
      results.put("epochs", (double) curve.size());
    }
    return results;
  }
}
