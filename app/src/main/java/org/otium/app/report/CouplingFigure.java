package org.otium.app.report;

import java.util.List;
import org.otium.app.text.Numbers;

/**
 * How much mass goes from each class of one dataset to each class of another, as a heat map.
 *
 * @param rowNames the classes of the first dataset
 * @param columnNames the classes of the second
 * @param mass one row a class of the first; sums to one over all
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
public record CouplingFigure(List<String> rowNames, List<String> columnNames, double[][] mass) {
  private static final double SHOWN = 0.005;
  private static final double STRONG = 0.7;

  void write(Markup markup) {
    markup.open("div", "class", "scroll").open("table", "class", "heat");
    markup.open("thead").open("tr").element("th", "");
    columnNames.forEach(name -> markup.element("th", name, "scope", "col", "title", name));
    markup.close().close().open("tbody");
    for (int r = 0; r < rowNames.size(); r++) {
      markup.open("tr").element("th", rowNames.get(r), "scope", "row", "title", rowNames.get(r));
      double total = 0;
      for (double m : mass[r]) {
        total += m;
      }
      for (int c = 0; c < columnNames.size(); c++) {
        double share = total > 0 ? mass[r][c] / total : 0;
        String heat =
            "rgba(var(--heat), " + CurveFigure.number(Math.min(1, 0.9 * share + 0.02)) + ")";
        String ink = share > STRONG ? ";color:var(--on-heat)" : "";
        String title = rowNames.get(r) + " → " + columnNames.get(c) + ": " + Numbers.percent(share);
        String text = share < SHOWN ? "" : Numbers.percent(share);
        markup.element("td", text, "style", "background:" + heat + ink, "title", title);
      }
      markup.close();
    }
    markup.close().close().close();
  }
}
