package org.otium.app.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.otium.app.text.Numbers;

/**
 * A table of numbers as a heat map: a class coupling, or distances.
 *
 * @param title what it shows
 * @param rowNames one a row
 * @param columnNames one a column
 * @param values row by row
 * @param areShares whether the values are shares of one and read as percentages
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
public record HeatmapFigure(
    String title,
    List<String> rowNames,
    List<String> columnNames,
    double[][] values,
    boolean areShares)
    implements Figure {
  private static final double SHOWN = 0.005;
  private static final double STRONG = 0.7;

  /** Checks the sizes. */
  public HeatmapFigure {
    rowNames = List.copyOf(rowNames);
    columnNames = List.copyOf(columnNames);
    if (values.length != rowNames.size() || values.length == 0) {
      throw new IllegalArgumentException(values.length + " rows of " + rowNames.size() + " names");
    }
    for (double[] row : values) {
      if (row.length != columnNames.size() || row.length == 0) {
        throw new IllegalArgumentException(
            row.length + " columns of " + columnNames.size() + " names");
      }
    }
  }

  /**
   * Of the mass of each class of one dataset, the share that goes to each class of another.
   *
   * @param title what it shows
   * @param rowNames the classes of the first dataset
   * @param columnNames the classes of the second
   * @param mass one row a class of the first
   * @return a heat map of shares
   */
  public static HeatmapFigure coupling(
      String title, List<String> rowNames, List<String> columnNames, double[][] mass) {
    double[][] shares = new double[mass.length][];
    for (int r = 0; r < mass.length; r++) {
      double total = 0;
      for (double m : mass[r]) {
        total += m;
      }
      shares[r] = mass[r].clone();
      for (int c = 0; c < shares[r].length; c++) {
        shares[r][c] = total > 0 ? mass[r][c] / total : 0;
      }
    }
    return new HeatmapFigure(title, rowNames, columnNames, shares, true);
  }

  @Override
  public void still(Markup markup) {
    double low = areShares ? 0 : least();
    double high = areShares ? 1 : most();
    int decimals = areShares ? 0 : Numbers.decimals(values);
    markup.open("div", "class", "scroll").open("table", "class", "heat");
    markup.open("thead").open("tr").element("td", "");
    columnNames.forEach(name -> markup.element("th", name, "scope", "col", "title", name));
    markup.close().close().open("tbody");
    for (int r = 0; r < rowNames.size(); r++) {
      markup.open("tr").element("th", rowNames.get(r), "scope", "row", "title", rowNames.get(r));
      for (double value : values[r]) {
        if (!Double.isFinite(value)) {
          markup.element("td", "—");
          continue;
        }
        double share = high > low ? (value - low) / (high - low) : 0;
        String heat =
            "rgba(var(--heat), " + StillCurves.number(Math.min(1, 0.9 * share + 0.02)) + ")";
        String ink = share > STRONG ? ";color:var(--on-heat)" : "";
        String text = areShares ? percent(value) : Numbers.fixed(value, decimals);
        markup.element("td", text, "style", "background:" + heat + ink);
      }
      markup.close();
    }
    markup.close().close().close();
  }

  private static String percent(double share) {
    return share < SHOWN ? "" : Numbers.percent(share);
  }

  private double least() {
    double least = Double.POSITIVE_INFINITY;
    for (double[] row : values) {
      for (double v : row) {
        least = Double.isFinite(v) ? Math.min(least, v) : least;
      }
    }
    return least;
  }

  private double most() {
    double most = Double.NEGATIVE_INFINITY;
    for (double[] row : values) {
      for (double v : row) {
        most = Double.isFinite(v) ? Math.max(most, v) : most;
      }
    }
    return most;
  }

  @Override
  public Map<String, Object> data() {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("kind", "heatmap");
    data.put("title", title);
    data.put("rows", rowNames);
    data.put("columns", columnNames);
    data.put("values", java.util.Arrays.stream(values).map(Rounded::of).toList());
    data.put("shares", areShares);
    data.put("low", Rounded.of(areShares ? 0 : least()));
    data.put("high", Rounded.of(areShares ? 1 : most()));
    return data;
  }
}
