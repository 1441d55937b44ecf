package org.otium.app.report;

import java.util.List;
import org.otium.app.pictures.Axis;
import org.otium.app.text.Numbers;

/**
 * Mean shares of several repetitions below each other, as dots on one scale with their standard
 * deviations as lines, and as numbers beside them.
 *
 * @param rows from top to bottom, at least one
 */
public record MeansDrawing(List<Row> rows) {
  private static final int SIDE = 1000;
  private static final int TICKS = 4;

  /**
   * One mean.
   *
   * @param name what it is the mean of
   * @param mean the mean
   * @param deviation the standard deviation; not a number where nothing was repeated
   * @param words both in words
   */
  public record Row(String name, double mean, double deviation, String words) {
    private double reach() {
      return Double.isFinite(deviation) ? deviation : 0;
    }
  }

  /** Copies the rows. */
  public MeansDrawing {
    rows = List.copyOf(rows);
    if (rows.isEmpty()) {
      throw new IllegalArgumentException("no means to draw");
    }
  }

  void write(Markup markup) {
    double[] ends =
        rows.stream()
            .flatMapToDouble(
                r -> java.util.stream.DoubleStream.of(r.mean - r.reach(), r.mean + r.reach()))
            .toArray();
    Axis axis = Axis.covering(ends, false);
    markup.open("div", "class", "scroll").open("table", "class", "list means").open("tbody");
    for (Row row : rows) {
      markup.open("tr").element("th", row.name, "scope", "row").open("td", "class", "bar");
      String box = "0 0 " + SIDE + " 100";
      // The number beside it says the same.
      markup.open("svg", "viewBox", box, "preserveAspectRatio", "none", "aria-hidden", "true");
      for (double tick : axis.ticks(TICKS)) {
        String at = across(axis, tick);
        markup.leaf("line", "class", "rule", "x1", at, "x2", at, "y1", "0", "y2", "100");
      }
      String low = across(axis, row.mean - row.reach());
      String high = across(axis, row.mean + row.reach());
      markup.leaf("path", "class", "reach", "d", "M" + low + " 50L" + high + " 50");
      String mean = across(axis, row.mean);
      markup.leaf("path", "class", "mean", "d", "M" + mean + " 50L" + mean + " 50");
      markup.close().close().element("td", row.words, "class", "number").close();
    }
    markup.open("tr", "class", "scale", "aria-hidden", "true").element("td", "");
    markup.open("td", "class", "bar").open("div");
    for (double tick : axis.ticks(TICKS)) {
      String style = "left:" + StillCurves.number(100 * axis.position(tick)) + "%";
      markup.element("span", Numbers.percent(tick), "style", style);
    }
    markup.close().close().element("td", "").close();
    markup.close().close().close();
  }

  private static String across(Axis axis, double value) {
    return StillCurves.number(SIDE * axis.position(value));
  }
}
