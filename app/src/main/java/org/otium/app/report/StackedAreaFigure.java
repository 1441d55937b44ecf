package org.otium.app.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a whole is divided, over one axis: bands on top of each other.
 *
 * @param title what it shows
 * @param xName what runs along the horizontal axis
 * @param x ascending, at least one value
 * @param bands from the lowest up, at least one
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
public record StackedAreaFigure(String title, String xName, double[] x, List<Band> bands)
    implements Figure {
  private static final int MOST_POINTS = 1000;

  /**
   * One band.
   *
   * @param name what it is, usually a class
   * @param colour the position among all classes, which decides its colour
   * @param heights one at each x, not negative
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
  public record Band(String name, int colour, double[] heights) {}

  /** Checks the sizes; keeps a share of the points where there are many. */
  public StackedAreaFigure {
    if (x.length == 0 || bands.isEmpty()) {
      throw new IllegalArgumentException("bands without points");
    }
    List<Band> thin = new ArrayList<>();
    for (Band band : bands) {
      if (band.heights.length != x.length) {
        throw new IllegalArgumentException(
            band.heights.length + " heights at " + x.length + " points");
      }
      thin.add(new Band(band.name, band.colour, thinned(band.heights)));
    }
    bands = List.copyOf(thin);
    x = thinned(x);
  }

  private static double[] thinned(double[] values) {
    int count = Math.min(values.length, MOST_POINTS);
    double[] some = new double[count];
    for (int i = 0; i < count; i++) {
      some[i] = values[count == 1 ? 0 : (int) ((long) i * (values.length - 1) / (count - 1))];
    }
    return some;
  }

  @Override
  public void still(Markup markup) {
    int[] colours = bands.stream().mapToInt(Band::colour).toArray();
    StillCurves.legend(markup, bands.stream().map(Band::name).toList(), colours);
    double[][] sums = new double[bands.size()][x.length];
    for (int b = 0; b < sums.length; b++) {
      for (int i = 0; i < x.length; i++) {
        sums[b][i] = bands.get(b).heights[i] + (b == 0 ? 0 : sums[b - 1][i]);
      }
    }
    StillCurves.writeBands(markup, title, xName, x, sums, colours);
  }

  @Override
  public Map<String, Object> data() {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("kind", "area");
    data.put("title", title);
    data.put("x", xName);
    data.put("at", Rounded.of(x));
    List<Object> all = new ArrayList<>();
    for (Band band : bands) {
      all.add(
          Map.of(
              "name",
              band.name,
              "colour",
              org.otium.app.pictures.Palette.css(band.colour),
              "heights",
              Rounded.of(band.heights)));
    }
    data.put("bands", all);
    return data;
  }
}
