package org.otium.app.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
   */
  public record Line(String name, List<LineChart.Point> points) {
    /** Checks that there is something to draw. */
    public Line {
      points = new LineChart(name, "", "", points).points();
    }
  }

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
            .flatMap(line -> line.points().stream())
            .mapToDouble(LineChart.Point::y)
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
      curves.add(Map.of("name", line.name(), "colour", Palette.css(i), "points", points));
    }
    data.put("lines", curves);
    return data;
  }

  List<LineChart.Point> thinned(Line line, int most) {
    return new LineChart(title, xName, "", line.points()).thinned(most).points();
  }
}
