package org.otium.app.experiment.flow;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.otium.app.pictures.LineChart;
import org.otium.app.report.FlowReport;
import org.otium.app.report.LineFigure;
import org.otium.app.report.StackedAreaFigure;
import org.otium.app.runs.MetricsFile;
import org.otium.app.text.Numbers;

/** What was measured along a flow, as curves. */
public final class FlowCurves {
  static final String COUNTS = "How labels changed";

  /** The title of the accuracy along a flow. */
  static final String ACCURACY = "How many are recognised";

  private static final String STEP = "step";
  private static final int MOST_COUNTS = 30;

  private FlowCurves() {}

  /**
   * The value over the steps.
   *
   * @param rows the metrics, a row a step
   * @return a chart
   */
  public static LineChart value(List<MetricsFile.Row> rows) {
    return chart(rows, "How the value changed", MetricsFile.Row::value);
  }

  private static LineChart chart(
      List<MetricsFile.Row> rows, String title, ToDoubleFunction<MetricsFile.Row> of) {
    List<LineChart.Point> points = new ArrayList<>();
    for (MetricsFile.Row row : rows) {
      points.add(new LineChart.Point(row.step(), of.applyAsDouble(row)));
    }
    if (points.isEmpty()) {
      points.add(new LineChart.Point(0, 0));
    }
    return new LineChart(title, STEP, "value", points);
  }

  /**
   * The value, its terms where it has more than one, and the slope.
   *
   * @param rows the metrics, a row a step
   * @param ofTarget the share of the target that a classifier labels rightly, if there is one
   * @return the curves
   */
  public static List<FlowReport.Curve> of(List<MetricsFile.Row> rows, OptionalDouble ofTarget) {
    List<FlowReport.Curve> curves = new ArrayList<>();
    curves.add(
        new FlowReport.Curve(
            LineFigure.of(value(rows)), "Measured at every step, before the particles move."));
    accuracy(rows, ofTarget)
        .ifPresent(
            figure ->
                curves.add(
                    new FlowReport.Curve(
                        figure,
                        "Of all particles, the share in percent that a classifier labels as their"
                            + " class; it learned from the data named under 'evaluate' before the"
                            + " flow began."
                            + (ofTarget.isPresent()
                                ? " The level line is what it makes of the target itself."
                                : ""))));
    Set<String> names = new LinkedHashSet<>();
    rows.forEach(row -> names.addAll(row.parts().keySet()));
    List<LineFigure.Line> terms = new ArrayList<>();
    for (String name : names) {
      List<LineChart.Point> points = new ArrayList<>();
      for (MetricsFile.Row row : rows) {
        Double part = row.parts().get(name);
        if (part != null && Double.isFinite(part)) {
          points.add(new LineChart.Point(row.step(), part));
        }
      }
      if (!points.isEmpty()) {
        terms.add(new LineFigure.Line(name, points));
      }
    }
    if (terms.size() > 1) {
      curves.add(
          new FlowReport.Curve(
              new LineFigure("What the value is made of", STEP, terms),
              "The terms of the functional, each as it counts in the value or as it is reported."));
    }
    curves.add(
        new FlowReport.Curve(
            LineFigure.of(chart(rows, "How steep it was", MetricsFile.Row::gradientNorm)),
            "The length of the Wasserstein gradient: it falls to zero at a stationary point."));
    return curves;
  }

  /**
   * How many particles were labelled rightly, beside how much of the target is; empty where no
   * classifier was asked twice.
   */
  static Optional<LineFigure> accuracy(List<MetricsFile.Row> rows, OptionalDouble ofTarget) {
    List<LineChart.Point> points = new ArrayList<>();
    for (MetricsFile.Row row : rows) {
      row.accuracy().ifPresent(share -> points.add(new LineChart.Point(row.step(), 100 * share)));
    }
    if (points.size() < 2) {
      return Optional.empty();
    }
    List<LineFigure.Line> lines = new ArrayList<>();
    lines.add(new LineFigure.Line("particles", points));
    if (ofTarget.isPresent()) {
      double level = 100 * ofTarget.getAsDouble();
      lines.add(
          new LineFigure.Line(
              "the target itself",
              List.of(
                  new LineChart.Point(points.getFirst().x(), level),
                  new LineChart.Point(points.getLast().x(), level))));
    }
    return Optional.of(new LineFigure(ACCURACY, STEP, lines));
  }

  /** How many particles have each label, where that changes along the flow. */
  static Optional<StackedAreaFigure> counts(List<MetricsFile.Row> rows, ShownClasses classes) {
    if (rows.stream().map(MetricsFile.Row::counts).distinct().count() < 2) {
      return Optional.empty();
    }
    SortedMap<Integer, Integer> ids = new TreeMap<>();
    rows.forEach(row -> row.counts().keySet().forEach(id -> ids.put(classes.position(id), id)));
    List<StackedAreaFigure.Band> bands = new ArrayList<>();
    ids.forEach(
        (position, id) -> {
          double[] heights = rows.stream().mapToDouble(row -> count(row.counts(), id)).toArray();
          bands.add(new StackedAreaFigure.Band(classes.name(id), position, heights));
        });
    double[] steps = rows.stream().mapToDouble(MetricsFile.Row::step).toArray();
    return Optional.of(new StackedAreaFigure(COUNTS, STEP, steps, bands));
  }

  /** How many particles have each label, in words. */
  static String countsNote(List<MetricsFile.Row> rows, ShownClasses classes) {
    if (rows.isEmpty()) {
      return "Known once a step is made.";
    }
    if (counts(rows, classes).isPresent()) {
      return "How many particles have each label, step by step.";
    }
    List<String> words = new ArrayList<>();
    rows.getFirst()
        .counts()
        .forEach((id, count) -> words.add(Numbers.count(count) + " in " + classes.name(id)));
    int more = words.size() - MOST_COUNTS;
    String rest = more > 0 ? ", and " + Numbers.counted(more, "more class") : "";
    return "The number of particles of each class did not change: "
        + String.join(", ", words.subList(0, Math.min(words.size(), MOST_COUNTS)))
        + rest
        + ".";
  }

  private static int count(SortedMap<Integer, Integer> counts, int id) {
    return counts.getOrDefault(id, 0);
  }
}
