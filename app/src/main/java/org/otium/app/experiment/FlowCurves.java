package org.otium.app.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.otium.app.pictures.LineChart;
import org.otium.app.report.FlowReport;
import org.otium.app.report.LineFigure;
import org.otium.app.report.StackedAreaFigure;
import org.otium.app.runs.MetricsFile;

/** What was measured along a flow, as curves. */
final class FlowCurves {
  private static final String STEP = "step";

  private FlowCurves() {}

  static LineChart value(List<MetricsFile.Row> rows) {
    return chart(rows, "How the value fell", MetricsFile.Row::value);
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

  /** The value, its terms where it has more than one, and the slope. */
  static List<FlowReport.Curve> of(List<MetricsFile.Row> rows) {
    List<FlowReport.Curve> curves = new ArrayList<>();
    curves.add(
        new FlowReport.Curve(
            LineFigure.of(value(rows)), "Measured at every step, before the particles move."));
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

  /** How many particles have each label, where that changes along the flow. */
  static Optional<StackedAreaFigure> counts(List<MetricsFile.Row> rows, FlowData data) {
    int[] known =
        IntStream.concat(
                Arrays.stream(data.source().classIds()), Arrays.stream(data.target().classIds()))
            .toArray();
    return counts(rows, known, data::className);
  }

  /**
   * How many particles have each label, where that changes along the flow.
   *
   * @param known the classes of source and target, which have the first colours
   * @param names the name of a class
   */
  static Optional<StackedAreaFigure> counts(
      List<MetricsFile.Row> rows, int[] known, IntFunction<String> names) {
    if (rows.stream().map(MetricsFile.Row::counts).distinct().count() < 2) {
      return Optional.empty();
    }
    SortedSet<Integer> ids = new TreeSet<>();
    for (int id : known) {
      ids.add(id);
    }
    rows.forEach(row -> ids.addAll(row.counts().keySet()));
    List<StackedAreaFigure.Band> bands = new ArrayList<>();
    int position = 0;
    for (int id : ids) {
      double[] heights = rows.stream().mapToDouble(row -> count(row.counts(), id)).toArray();
      if (Arrays.stream(heights).anyMatch(h -> h > 0)) {
        bands.add(new StackedAreaFigure.Band(names.apply(id), position, heights));
      }
      position++;
    }
    double[] steps = rows.stream().mapToDouble(MetricsFile.Row::step).toArray();
    return Optional.of(new StackedAreaFigure("How labels changed", STEP, steps, bands));
  }

  private static int count(SortedMap<Integer, Integer> counts, int id) {
    return counts.getOrDefault(id, 0);
  }
}
