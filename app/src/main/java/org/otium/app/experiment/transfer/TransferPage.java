package org.otium.app.experiment.transfer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.otium.api.Weights;
import org.otium.app.experiment.DatasetGroup;
import org.otium.app.experiment.Flattened;
import org.otium.app.experiment.Manifest;
import org.otium.app.experiment.Timings;
import org.otium.app.experiment.Workspace;
import org.otium.app.report.Fact;
import org.otium.app.report.Figure;
import org.otium.app.report.HeatmapFigure;
import org.otium.app.report.MeansDrawing;
import org.otium.app.report.ReportContent;
import org.otium.app.report.TernaryFigure;
import org.otium.app.report.TransferReport;
import org.otium.app.text.Numbers;

/** Puts the report of a comparison of pretraining together. */
final class TransferPage {
  private TransferPage() {}

  static ReportContent of(
      TransferNumbers numbers,
      DatasetGroup group,
      Map<String, Object> settings,
      Workspace workspace,
      Manifest manifest,
      Timings timings) {
    List<MeansDrawing.Row> rows = new ArrayList<>();
    numbers
        .spreads()
        .forEach(
            (name, spread) ->
                rows.add(
                    new MeansDrawing.Row(
                        name,
                        spread.mean(),
                        spread.values() > 1 ? spread.deviation() : Double.NaN,
                        spread.words())));
    Map<String, String> weights = new LinkedHashMap<>();
    for (int i = 0; i < numbers.sources().size(); i++) {
      weights.put(numbers.sources().get(i), Numbers.fixed(numbers.nearest().get(i), 3));
    }
    List<String> all = new ArrayList<>(numbers.sources());
    all.add(group.names().getFirst());
    Map<String, Figure> simplex = new LinkedHashMap<>();
    List<Fact> facts = new ArrayList<>();
    String target = group.names().getFirst();
    facts.add(new Fact("Target", target, "between " + String.join(", ", numbers.sources())));
    facts.add(
        new Fact(
            "Repetitions",
            Numbers.count(numbers.results().size()),
            "with other labelled samples each time"));
    if (numbers.hasSimplex()) {
      double[] squared = numbers.squared();
      double[] accuracies = numbers.accuracies();
      simplex.put("W²(P_a, Q)", ternary("The objective", "W²(P_a, Q)", numbers, squared));
      simplex.put("Accuracy", ternary("The accuracy", "Accuracy", numbers, accuracies));
      double r = TransferNumbers.correlation(squared, accuracies);
      facts.add(new Fact("Correlation", Numbers.value(r), "Pearson's r of objective and accuracy"));
    }
    return new TransferReport(
            target,
            numbers.sources(),
            facts,
            numbers.helpedMost(),
            new MeansDrawing(rows),
            weights,
            new HeatmapFigure(
                "Squared distances between the datasets", all, all, numbers.squares(), false),
            simplex,
            group.words(),
            Flattened.of(settings),
            timings.words(),
            workspace.described(),
            Manifest.commandLine(manifest.tree()))
        .content();
  }

  private static Figure ternary(
      String title, String valueName, TransferNumbers numbers, double[] values) {
    List<TernaryFigure.Point> points = new ArrayList<>();
    List<Weights> grid = TransferNumbers.points();
    for (int p = 0; p < values.length; p++) {
      points.add(new TernaryFigure.Point(grid.get(p).toArray(), values[p]));
    }
    return new TernaryFigure(title, numbers.sources(), valueName, points, numbers.nearest());
  }
}
