package org.otium.app.experiment.interpolation;

import java.util.ArrayList;
import java.util.List;
import org.otium.api.Weights;
import org.otium.app.text.Numbers;

/** Points of the simplex of the weights of m datasets. */
public final class SimplexPoints {
  /** 36 points for three datasets, as in GG fig. 6. */
  public static final int PARTS = 7;

  /** A smaller weight is what rounding left of none. */
  private static final double NO_SHARE = 1e-9;

  private static final int ALONG_AN_EDGE = 8;
  private static final int MOST_CORNERS = 6;

  private SimplexPoints() {}

  /** A point and what to call it. */
  record Named(String name, Weights weights) {}

  /**
   * All weights that are multiples of 1/parts, the last dataset's slowest.
   *
   * @param m how many datasets there are
   * @param parts how many parts the whole is cut into
   * @return the weights
   */
  public static List<Weights> grid(int m, int parts) {
    List<Weights> points = new ArrayList<>();
    fill(new int[m], m - 1, parts, points);
    return points;
  }

  private static void fill(int[] counts, int k, int left, List<Weights> points) {
    if (k == 0) {
      counts[0] = left;
      double parts = java.util.Arrays.stream(counts).sum();
      points.add(
          Weights.proportional(
              java.util.Arrays.stream(counts).mapToDouble(c -> c / parts).toArray()));
      return;
    }
    for (int c = 0; c <= left; c++) {
      counts[k] = c;
      fill(counts, k - 1, left - c, points);
    }
  }

  /**
   * Points worth looking at: the way from one dataset to the other where there are two; else the
   * corners, the middles of the edges of a triangle, and the middle of all; the chosen point last.
   */
  static List<Named> tour(int m, Weights chosen) {
    List<Named> tour = new ArrayList<>();
    if (m == 2) {
      for (int t = 0; t <= ALONG_AN_EDGE; t++) {
        double share = (double) t / ALONG_AN_EDGE;
        tour.add(new Named(Numbers.value(share), Weights.proportional(1 - share, share)));
      }
    } else {
      for (int i = 0; i < Math.min(m, MOST_CORNERS); i++) {
        tour.add(new Named("P" + (i + 1), mean(m, i)));
      }
      for (int i = 0; m == 3 && i < m; i++) {
        int j = (i + 1) % m;
        tour.add(new Named("P" + (i + 1) + "+P" + (j + 1), mean(m, i, j)));
      }
      if (m > 2) {
        tour.add(new Named("all", Weights.uniform(m)));
      }
    }
    if (m > 1) {
      tour.add(new Named("chosen", chosen));
    }
    return tour;
  }

  private static Weights mean(int m, int... corners) {
    double[] masses = new double[m];
    for (int corner : corners) {
      masses[corner] = 1.0 / corners.length;
    }
    return Weights.proportional(masses);
  }

  /** A weight as it is shown: what rounding left is nothing. */
  static String share(double weight) {
    return weight < NO_SHARE ? "0" : Numbers.value(weight);
  }

  /** Weights in words: {@code 0.3·mnist + 0.7·usps}. */
  static String words(List<String> names, Weights weights) {
    List<String> terms = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      if (weights.get(i) >= NO_SHARE) {
        terms.add(Numbers.value(weights.get(i)) + "·" + names.get(i));
      }
    }
    return String.join(" + ", terms);
  }
}
