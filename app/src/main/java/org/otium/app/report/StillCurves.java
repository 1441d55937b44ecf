package org.otium.app.report;

import java.util.List;
import java.util.Locale;
import org.otium.app.pictures.Axis;
import org.otium.app.pictures.LineChart;
import org.otium.app.pictures.Palette;

/**
 * Curves and bands as inline vector graphics. The drawing stretches with the page while lines keep
 * their width, and labels are text of the page, so that they stay legible on a phone.
 */
final class StillCurves {
  private static final int SIDE = 1000;
  private static final int MOST_POINTS = 600;

  private StillCurves() {}

  static void write(Markup markup, LineFigure figure) {
    if (figure.lines().size() > 1) {
      legend(markup, figure.lines().stream().map(LineFigure.Line::name).toList());
    }
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (LineFigure.Line line : figure.lines()) {
      low = Math.min(low, line.points().getFirst().x());
      high = Math.max(high, line.points().getLast().x());
    }
    Axis x = Axis.exactly(low, high);
    Axis y = figure.yAxis();
    open(markup, figure.title(), y);
    for (int i = 0; i < figure.lines().size(); i++) {
      StringBuilder path = new StringBuilder();
      for (LineChart.Point p : figure.thinned(figure.lines().get(i), MOST_POINTS)) {
        path.append(path.isEmpty() ? 'M' : 'L').append(at(x.position(p.x()), y.position(p.y())));
      }
      String stroke = figure.lines().size() == 1 ? "var(--accent)" : Palette.css(i);
      markup.leaf("path", "class", "curve", "stroke", stroke, "d", path.toString());
      StringBuilder bars = new StringBuilder();
      for (LineFigure.Reach r : figure.lines().get(i).reaches()) {
        double across = x.position(r.x());
        bars.append('M').append(at(across, y.position(r.low())));
        bars.append('L').append(at(across, y.position(r.high())));
      }
      if (!bars.isEmpty()) {
        markup.leaf("path", "class", "curve reach", "stroke", stroke, "d", bars.toString());
      }
    }
    close(markup, figure.xName(), x, y);
  }

  /**
   * Writes bands on top of each other.
   *
   * @param sums for each band and point, its upper edge; ascending over the bands
   */
  static void writeBands(
      Markup markup, String title, String xName, double[] at, double[][] sums, int[] colours) {
    Axis x = Axis.exactly(at[0], at[at.length - 1]);
    Axis y = Axis.covering(withZero(sums[sums.length - 1]), false);
    open(markup, title, y);
    for (int b = sums.length - 1; b >= 0; b--) {
      StringBuilder path = new StringBuilder();
      for (int i = 0; i < at.length; i++) {
        path.append(i == 0 ? 'M' : 'L').append(at(x.position(at[i]), y.position(sums[b][i])));
      }
      for (int i = at.length - 1; i >= 0; i--) {
        double floor = b == 0 ? 0 : sums[b - 1][i];
        path.append('L').append(at(x.position(at[i]), y.position(floor)));
      }
      markup.leaf("path", "class", "area", "fill", Palette.css(colours[b]), "d", path + "Z");
    }
    close(markup, xName, x, y);
  }

  private static double[] withZero(double[] values) {
    double[] more = java.util.Arrays.copyOf(values, values.length + 1);
    more[values.length] = 0;
    return more;
  }

  static void legend(Markup markup, List<String> names) {
    int[] colours = new int[names.size()];
    java.util.Arrays.setAll(colours, i -> i);
    legend(markup, names, colours);
  }

  static void legend(Markup markup, List<String> names, int[] colours) {
    markup.open("div", "class", "legend");
    for (int c = 0; c < names.size(); c++) {
      markup.open("span");
      StillScatter.dot(markup, colours[c]);
      markup.text(names.get(c)).close();
    }
    markup.close();
  }

  private static void open(Markup markup, String title, Axis y) {
    markup.open("div", "class", "plot");
    String box = "0 0 " + SIDE + " " + SIDE;
    markup.open(
        "svg", "viewBox", box, "preserveAspectRatio", "none", "role", "img", "aria-label", title);
    for (double tick : y.ticks(5)) {
      String at = number(SIDE * (1 - y.position(tick)));
      markup.leaf("line", "class", "rule", "x1", "0", "x2", "" + SIDE, "y1", at, "y2", at);
    }
  }

  private static void close(Markup markup, String xName, Axis x, Axis y) {
    markup.close();
    for (double tick : y.ticks(5)) {
      String style = "top:" + number(100 * (1 - y.position(tick))) + "%";
      markup.element("span", y.label(tick), "class", "y", "style", style);
    }
    for (double tick : x.ticks(6)) {
      String style = "left:" + number(100 * x.position(tick)) + "%";
      markup.element("span", x.label(tick), "class", "x", "style", style);
    }
    markup.element("span", xName, "class", "name");
    markup.close();
  }

  private static String at(double across, double up) {
    return number(SIDE * across) + " " + number(SIDE * (1 - up));
  }

  static String number(double value) {
    String text = String.format(Locale.ROOT, "%.2f", value);
    return text.endsWith(".00") ? text.substring(0, text.length() - 3) : text;
  }
}
