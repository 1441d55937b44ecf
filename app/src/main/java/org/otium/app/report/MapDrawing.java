package org.otium.app.report;

import java.util.ArrayList;
import java.util.List;
import org.otium.app.pictures.Palette;

/**
 * Named points of the plane, both axes to one scale.
 *
 * @param names one a point
 * @param points two coordinates each
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
public record MapDrawing(List<String> names, double[][] points) {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 360;
  private static final int MARGIN = 50;

  /** About how wide a character is, and how high a line. */
  private static final double CHARACTER = 7;

  private static final double LINE = 15;

  /** Copies the names. */
  public MapDrawing {
    names = List.copyOf(names);
  }

  void write(Markup markup) {
    double[] low = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY};
    double[] high = {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY};
    for (double[] point : points) {
      for (int axis = 0; axis < 2; axis++) {
        low[axis] = Math.min(low[axis], point[axis]);
        high[axis] = Math.max(high[axis], point[axis]);
      }
    }
    double scale =
        Math.min(
            (WIDTH - 2.0 * MARGIN) / Math.max(1e-12, high[0] - low[0]),
            (HEIGHT - 2.0 * MARGIN) / Math.max(1e-12, high[1] - low[1]));
    markup.open("div", "class", "drawing");
    String box = "0 0 " + WIDTH + " " + HEIGHT;
    markup.open("svg", "viewBox", box, "role", "img", "aria-label", "Which are near each other");
    List<Label> labels = new ArrayList<>();
    for (int i = 0; i < points.length; i++) {
      double x = WIDTH / 2.0 + scale * (points[i][0] - (low[0] + high[0]) / 2);
      double y = HEIGHT / 2.0 - scale * (points[i][1] - (low[1] + high[1]) / 2);
      String[] at = {StillCurves.number(x), StillCurves.number(y)};
      String fill = "fill:" + Palette.css(i);
      markup.open("circle", "cx", at[0], "cy", at[1], "r", "5", "style", fill);
      markup.element("title", names.get(i)).close();
      Label label = label(names.get(i), x, y, labels);
      labels.add(label);
      markup.element(
          "text",
          names.get(i),
          "x",
          StillCurves.number(label.left()),
          "y",
          StillCurves.number(label.base()));
    }
    markup.close().close();
  }

  /** Where a name is written: its left end and the line it stands on. */
  private record Label(double left, double base, double width) {
    boolean meets(Label other) {
      return left < other.left + other.width
          && other.left < left + width
          && Math.abs(base - other.base) < LINE;
    }

    boolean isInside() {
      return left >= 0 && left + width <= WIDTH && base >= LINE && base <= HEIGHT;
    }
  }

  /** The first place around a point that is free; above it if none is. */
  private static Label label(String name, double x, double y, List<Label> others) {
    double width = CHARACTER * name.codePointCount(0, name.length());
    double middle = Math.clamp(x - width / 2, 0, Math.max(0, WIDTH - width));
    List<Label> places =
        List.of(
            new Label(middle, y - 10, width),
            new Label(middle, y + 20, width),
            new Label(x + 10, y + 4, width),
            new Label(x - 10 - width, y + 4, width));
    return places.stream()
        .filter(place -> place.isInside() && others.stream().noneMatch(place::meets))
        .findFirst()
        .orElse(places.getFirst());
  }
}
