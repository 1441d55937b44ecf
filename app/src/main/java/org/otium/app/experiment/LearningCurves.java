package org.otium.app.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.otium.api.LearningStep;
import org.otium.app.pictures.LineChart;
import org.otium.app.report.LineFigure;
import org.otium.app.runs.CsvTable;

/** How maps were learned. Safe to use from several threads, on which maps may be learned. */
public final class LearningCurves {
  private final List<Curve> curves;

  /** Nothing was learned yet. */
  public LearningCurves() {
    this(List.of());
  }

  private LearningCurves(List<Curve> curves) {
    this.curves = new CopyOnWriteArrayList<>(curves);
  }

  /** The steps of one map, by the thread that learns it. */
  private record Curve(String pair, List<LearningStep> steps) {}

  /** Begins the curve of a map. */
  Consumer<LearningStep> begin(String pair) {
    List<LearningStep> steps = new ArrayList<>();
    curves.add(new Curve(pair, steps));
    return steps::add;
  }

  private List<Curve> learned() {
    // In an order that does not depend on which of two threads was first.
    return curves.stream()
        .filter(curve -> !curve.steps().isEmpty())
        .sorted((a, b) -> a.pair().compareTo(b.pair()))
        .toList();
  }

  /**
   * Whether any map was learned in steps.
   *
   * @return false if there is nothing to show
   */
  public boolean isEmpty() {
    return learned().isEmpty();
  }

  /**
   * All steps of all maps.
   *
   * @return a table with a row a step
   */
  public String csv() {
    List<Curve> all = learned();
    List<String> measures = measures(all);
    List<String> head = new ArrayList<>(List.of("map", "step"));
    head.addAll(measures);
    CsvTable table = new CsvTable(head);
    for (Curve curve : all) {
      for (LearningStep step : curve.steps()) {
        List<Object> row = new ArrayList<>(List.of(curve.pair(), step.made()));
        for (String measure : measures) {
          Double value = step.measured().get(measure);
          row.add(value == null ? "" : value);
        }
        table.row(row);
      }
    }
    return table.text();
  }

  private static List<String> measures(List<Curve> all) {
    return all.stream()
        .flatMap(curve -> curve.steps().stream())
        .flatMap(step -> step.measured().keySet().stream())
        .distinct()
        .toList();
  }

  /**
   * A figure for each thing that was measured, with a line for each map.
   *
   * @return figures, at least one where there is anything to show
   */
  public List<LineFigure> figures() {
    List<Curve> all = learned();
    return measures(all).stream()
        .filter(measure -> !lines(all, measure).isEmpty())
        .map(measure -> new LineFigure(words(measure), "step", lines(all, measure)))
        .toList();
  }

  private static List<LineFigure.Line> lines(List<Curve> all, String measure) {
    List<LineFigure.Line> lines = new ArrayList<>();
    for (Curve curve : all) {
      List<LineChart.Point> points = new ArrayList<>();
      for (LearningStep step : curve.steps()) {
        Double value = step.measured().get(measure);
        if (value != null && Double.isFinite(value)) {
          points.add(new LineChart.Point(step.made(), value));
        }
      }
      if (!points.isEmpty()) {
        lines.add(new LineFigure.Line(all.size() == 1 ? "" : curve.pair(), points));
      }
    }
    return lines;
  }

  /**
   * What was measured of each map, one chart beneath the other.
   *
   * @return a PNG
   * @throws IllegalStateException if there is nothing to show
   */
  public byte[] png() {
    List<LineChart> charts = new ArrayList<>();
    List<Curve> all = learned();
    for (Curve curve : all) {
      for (LineFigure figure : new LearningCurves(List.of(curve)).figures()) {
        String title = figure.title() + (all.size() == 1 ? "" : ", " + curve.pair());
        charts.add(new LineChart(title, "step", "", figure.lines().getFirst().points()));
      }
    }
    return LineChart.png(charts);
  }

  private static String words(String measure) {
    String words = measure.replace('-', ' ');
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
