package org.otium.app.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.otium.app.text.Numbers;

/**
 * Values at points of the simplex of three weights, such as a distance along generalized geodesics
 * between three datasets.
 *
 * @param title what it shows
 * @param corners what has weight one at each of the three corners
 * @param valueName what the values are
 * @param points at least one
 * @param marked the weights of a point to be marked, such as the nearest one; empty for none
 */
public record TernaryFigure(
    String title, List<String> corners, String valueName, List<Point> points, List<Double> marked)
    implements Figure {
  /** How many characters of a name fit below half of the triangle. */
  private static final int LONGEST = 18;

  private static final double HEIGHT = Math.sqrt(3) / 2;

  /**
   * One point of the simplex.
   *
   * @param weights three weights that sum to one
   * @param value the value there, finite
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
  public record Point(double[] weights, double value) {
    /** Checks the point. */
    public Point {
      if (weights.length != 3
          || !(Math.abs(weights[0] + weights[1] + weights[2] - 1) < 1e-6)
          || !Double.isFinite(value)) {
        throw new IllegalArgumentException("not a value on the simplex of three weights");
      }
    }

    /** How far to the right the point lies: the second corner is at the right. */
    double across() {
      return weights[1] + weights[2] / 2;
    }

    /** How far up the point lies: the third corner is at the top. */
    double up() {
      return weights[2] * HEIGHT;
    }
  }

  /** Checks the corners. */
  public TernaryFigure {
    corners = List.copyOf(corners);
    points = List.copyOf(points);
    marked = List.copyOf(marked);
    if (!marked.isEmpty() && marked.size() != 3) {
      throw new IllegalArgumentException("a marked point has three weights");
    }
    if (corners.size() != 3 || points.isEmpty()) {
      throw new IllegalArgumentException("three corners and a point are needed");
    }
  }

  private double least() {
    return points.stream().mapToDouble(Point::value).min().orElse(0);
  }

  private double most() {
    return points.stream().mapToDouble(Point::value).max().orElse(1);
  }

  @Override
  public void still(Markup markup) {
    double low = least();
    double high = most();
    String[] box = {"viewBox", "-12 -12 124 112", "role", "img", "aria-label", title};
    markup.open("div", "class", "ternary").open("svg", box);
    markup.leaf("path", "class", "rule", "d", "M0 86.6L100 86.6L50 0Z");
    for (Point point : points) {
      double share = high > low ? (point.value - low) / (high - low) : 0.5;
      markup.open(
          "circle",
          "cx",
          StillCurves.number(100 * point.across()),
          "cy",
          StillCurves.number(100 * (HEIGHT - point.up())),
          "r",
          "4",
          "style",
          "fill:rgba(var(--heat), " + StillCurves.number(0.08 + 0.92 * share) + ")");
      markup.element("title", valueName + " " + Numbers.value(point.value)).close();
    }
    if (!marked.isEmpty()) {
      Point point = mark();
      markup
          .open(
              "circle",
              "class",
              "mark",
              "cx",
              StillCurves.number(100 * point.across()),
              "cy",
              StillCurves.number(100 * (HEIGHT - point.up())),
              "r",
              "5")
          .element("title", "â")
          .close();
    }
    corner(markup, corners.get(0), "0", "95", "start");
    corner(markup, corners.get(1), "100", "95", "end");
    corner(markup, corners.get(2), "50", "-4", "middle");
    markup.close();
    String range = valueName + " from " + Numbers.value(low) + " (pale) to " + Numbers.value(high);
    range += marked.isEmpty() ? "" : "; the ring is â";
    markup.element("p", range, "class", "note").close();
  }

  private Point mark() {
    return new Point(new double[] {marked.get(0), marked.get(1), marked.get(2)}, 0);
  }

  private static void corner(Markup markup, String name, String x, String y, String anchor) {
    boolean fits = name.codePointCount(0, name.length()) <= LONGEST;
    String cut = fits ? name : name.substring(0, name.offsetByCodePoints(0, LONGEST - 1)) + "…";
    markup.element("text", cut, "x", x, "y", y, "text-anchor", anchor);
  }

  @Override
  public Map<String, Object> data() {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("kind", "ternary");
    data.put("title", title);
    data.put("corners", corners);
    data.put("valueName", valueName);
    List<Object> all = new ArrayList<>();
    for (Point point : points) {
      all.add(Map.of("weights", Rounded.of(point.weights), "value", value(point.value)));
    }
    data.put("points", all);
    if (!marked.isEmpty()) {
      data.put("marked", Rounded.of(mark().weights()));
    }
    data.put("low", value(least()));
    data.put("high", value(most()));
    return data;
  }

  private static double value(double value) {
    Double rounded = Rounded.of(value);
    return rounded == null ? 0 : rounded;
  }
}
