package org.otium.app.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.otium.app.pictures.Axis;
import org.otium.app.pictures.LineChart;
import org.otium.app.pictures.Palette;

/**
 * Curves over one axis. The reader may switch to a logarithmic scale where all values are positive,
 * and zoom.
 *
 * @param title what it shows
 * @param xName what runs along the horizontal axis
 * @param lines the curves, at least one
 */
public record LineFigure(String title, String xName, List<Line> lines) implements Figure {
  private static final int MOST_POINTS = 2000;

  /**
   * One curve.
   *
   * @param name what it shows; may be empty where there is one curve alone
   * @param points its points, ascending in x; points that are not finite are left out
   * @param reaches how far values scatter where they are known for it
   */
  public record Line(String name, List<LineChart.Point> points, List<Reach> reaches) {
    /** Checks that there is something to draw. */
    public Line {
      points = new LineChart(name, "", "", points).points();
      reaches = List.copyOf(reaches);
    }

    /**
     * A curve whose values do not scatter.
     *
     * @param name what it shows
     * @param points its points
     */
    public Line(String name, List<LineChart.Point> points) {
      this(name, points, List.of());
    }
  }

  /**
   * How far a value scatters, drawn as an upright bar.
   *
   * @param x where
   * @param low its lower end
   * @param high its upper end
   */
  public record Reach(double x, double low, double high) {}

  /** Copies the list. */
  public LineFigure {
    lines = List.copyOf(lines);
    if (lines.isEmpty()) {
      throw new IllegalArgumentException("a figure without curves");
    }
  }

  /**
   * One curve alone.
   *
   * @param chart the curve
   * @return its figure
   */
  public static LineFigure of(LineChart chart) {
    return new LineFigure(chart.title(), chart.xName(), List.of(new Line("", chart.points())));
  }

  /** The vertical axis: logarithmic where the values span a wide ratio. */
  Axis yAxis() {
    return Axis.covering(
        lines.stream()
            .flatMapToDouble(
                line ->
                    DoubleStream.concat(
                        line.points().stream().mapToDouble(LineChart.Point::y),
                        line.reaches().stream()
                            .flatMapToDouble(r -> DoubleStream.of(r.low(), r.high()))))
            .toArray(),
        true);
  }

  @Override
  public void still(Markup markup) {
    StillCurves.write(markup, this);
  }

  @Override
  public Map<String, Object> data() {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("kind", "line");
    data.put("title", title);
    data.put("x", xName);
    data.put("logarithmic", yAxis().logarithmic());
    List<Object> curves = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      List<Object> points = new ArrayList<>();
      for (LineChart.Point p : thinned(line, MOST_POINTS)) {
        points.add(Rounded.of(new double[] {p.x(), p.y()}));
      }
      Map<String, Object> curve = new LinkedHashMap<>();
      curve.put("name", line.name());
      curve.put("colour", Palette.css(i));
      curve.put("points", points);
      if (!line.reaches().isEmpty()) {
        curve.put(
            "reaches",
            line.reaches().stream()
                .map(r -> Rounded.of(new double[] {r.x(), r.low(), r.high()}))
                .toList());
      }
      curves.add(curve);
    }
    data.put("lines", curves);
    return data;
  }

  List<LineChart.Point> thinned(Line line, int most) {
    return new LineChart(title, xName, "", line.points()).thinned(most).points();
  }
}
