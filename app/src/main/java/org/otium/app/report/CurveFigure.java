package org.otium.app.report;

import java.util.List;
import java.util.Locale;
import org.otium.app.pictures.Axis;
import org.otium.app.pictures.LineChart;
import org.otium.app.text.Numbers;

/**
 * A curve as inline vector graphics. The drawing stretches with the page while lines keep their
 * width, and labels are text of the page, so that they stay legible on a phone.
 */
final class CurveFigure {
  private static final int SIDE = 1000;
  private static final int MOST_POINTS = 600;
  private static final int MOST_BANDS = 120;

  private CurveFigure() {}

  static void write(Markup markup, LineChart chart) {
    LineChart thin = chart.thinned(MOST_POINTS);
    Axis x = thin.xAxis();
    Axis y = thin.yAxis();
    markup.open("div", "class", "plot");
    String box = "0 0 " + SIDE + " " + SIDE;
    markup.open(
        "svg",
        "viewBox",
        box,
        "preserveAspectRatio",
        "none",
        "role",
        "img",
        "aria-label",
        chart.title());
    for (double tick : y.ticks(5)) {
      String at = number(SIDE * (1 - y.position(tick)));
      markup.leaf("line", "class", "rule", "x1", "0", "x2", "" + SIDE, "y1", at, "y2", at);
    }
    StringBuilder path = new StringBuilder();
    for (LineChart.Point p : thin.points()) {
      path.append(path.isEmpty() ? 'M' : 'L');
      path.append(number(SIDE * x.position(p.x()))).append(' ');
      path.append(number(SIDE * (1 - y.position(p.y()))));
    }
    markup.leaf("path", "class", "curve", "d", path.toString());
    bands(markup, chart.thinned(MOST_BANDS), x);
    markup.close();
    for (double tick : y.ticks(5)) {
      String style = "top:" + number(100 * (1 - y.position(tick))) + "%";
      markup.element("span", y.label(tick), "class", "y", "style", style);
    }
    for (double tick : x.ticks(6)) {
      String style = "left:" + number(100 * x.position(tick)) + "%";
      markup.element("span", x.label(tick), "class", "x", "style", style);
    }
    markup.element("span", chart.xName(), "class", "name");
    markup.close();
  }

  /** Invisible bands that say, under the pointer, what the curve's value is. */
  private static void bands(Markup markup, LineChart chart, Axis x) {
    List<LineChart.Point> points = chart.points();
    for (int i = 0; i < points.size(); i++) {
      double here = x.position(points.get(i).x());
      double from = i == 0 ? 0 : (x.position(points.get(i - 1).x()) + here) / 2;
      double to = i == points.size() - 1 ? 1 : (here + x.position(points.get(i + 1).x())) / 2;
      String width = number(SIDE * Math.max(to - from, 1e-3));
      markup.open(
          "rect",
          "class",
          "band",
          "x",
          number(SIDE * from),
          "y",
          "0",
          "width",
          width,
          "height",
          "" + SIDE);
      markup.element(
          "title",
          chart.xName()
              + " "
              + Numbers.value(points.get(i).x())
              + ": "
              + Numbers.value(points.get(i).y()));
      markup.close();
    }
  }

  static String number(double value) {
    String text = String.format(Locale.ROOT, "%.2f", value);
    return text.endsWith(".00") ? text.substring(0, text.length() - 3) : text;
  }
}
