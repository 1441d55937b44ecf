package org.otium.app.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.otium.app.pictures.Palette;
import org.otium.app.pictures.ScatterPlot;

/** Points as inline vector graphics, one path a class. */
final class StillScatter {
  /** From the upper left end of a cross on; its arms are {@link #ARM} high and wide. */
  private static final String CROSS = "l2 2m-2 0l2 -2";

  private static final double ARM = 1;

  private StillScatter() {}

  static void write(Markup markup, ScatterPlot plot) {
    ScatterPlot.Frame frame = plot.frame();
    if (!plot.legend().isEmpty()) {
      markup.open("div", "class", "legend");
      for (int c = 0; c < plot.legend().size(); c++) {
        markup.open("span");
        dot(markup, c);
        markup.text(plot.legend().get(c)).close();
      }
      markup.close();
    }
    markup.open("div", "class", plot.areSteps() ? "panels" : "panels beside");
    for (ScatterPlot.Panel panel : plot.panels()) {
      String caption = ScatterPlot.caption(panel, frame);
      markup.open("figure").element("figcaption", caption);
      markup.open("svg", "viewBox", "0 0 100 100", "role", "img", "aria-label", caption);
      paths(markup, panel.background(), frame, "pale");
      paths(markup, panel.points(), frame, "full");
      crosses(markup, panel.crossed(), frame);
      markup.close().close();
    }
    markup.close();
  }

  private static void crosses(Markup markup, List<ScatterPlot.Dot> dots, ScatterPlot.Frame frame) {
    StringBuilder path = new StringBuilder();
    for (ScatterPlot.Dot dot : dots) {
      String x = StillCurves.number(100 * frame.across(dot.x()) - ARM);
      String y = StillCurves.number(100 * frame.down(dot.y()) - ARM);
      path.append('M').append(x).append(' ').append(y).append(CROSS);
    }
    if (!dots.isEmpty()) {
      markup.leaf("path", "class", "cross", "d", path.toString());
    }
  }

  static void dot(Markup markup, int classPosition) {
    String style = "background:" + Palette.css(classPosition);
    markup.element("span", "", "class", "dot", "style", style);
  }

  private static void paths(
      Markup markup, List<ScatterPlot.Dot> dots, ScatterPlot.Frame frame, String style) {
    Map<Integer, StringBuilder> paths = new LinkedHashMap<>();
    for (ScatterPlot.Dot dot : dots) {
      StringBuilder path = paths.computeIfAbsent(dot.classPosition(), c -> new StringBuilder());
      String x = StillCurves.number(100 * frame.across(dot.x()));
      String y = StillCurves.number(100 * frame.down(dot.y()));
      // A line of no length with round ends is a dot.
      path.append('M').append(x).append(' ').append(y).append("h0");
    }
    paths.forEach(
        (classPosition, path) ->
            markup.leaf(
                "path",
                "class",
                style,
                "stroke",
                Palette.css(classPosition),
                "d",
                path.toString()));
  }
}
