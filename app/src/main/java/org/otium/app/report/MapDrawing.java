package org.otium.app.report;

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
    for (int i = 0; i < points.length; i++) {
      double x = WIDTH / 2.0 + scale * (points[i][0] - (low[0] + high[0]) / 2);
      double y = HEIGHT / 2.0 - scale * (points[i][1] - (low[1] + high[1]) / 2);
      String[] at = {StillCurves.number(x), StillCurves.number(y)};
      String fill = "fill:" + Palette.css(i);
      markup.open("circle", "cx", at[0], "cy", at[1], "r", "5", "style", fill);
      markup.element("title", names.get(i)).close();
      markup.element(
          "text",
          names.get(i),
          "x",
          at[0],
          "y",
          StillCurves.number(y - 10),
          "text-anchor",
          x < WIDTH / 4.0 ? "start" : x > 3 * WIDTH / 4.0 ? "end" : "middle");
    }
    markup.close().close();
  }
}
