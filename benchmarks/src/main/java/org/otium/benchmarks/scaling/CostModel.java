package org.otium.benchmarks.scaling;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.otium.benchmarks.scaling.Sizes.Point;

/**
 * Seconds as a sum of known terms with coefficients that are not negative, fitted so that relative
 * errors are least.
 *
 * @param terms what grows
 * @param coefficients seconds a unit of each
 */
@SuppressWarnings("ArrayRecordComponent") // made once, never compared
record CostModel(List<Term> terms, double[] coefficients) {
  /** A term of the cost. */
  interface Growth {
    double of(Sizes sizes);
  }

  /**
   * A term of the cost.
   *
   * @param words what it is
   * @param growth how it grows
   */
  record Term(String words, Growth growth) {}

  /** The best of all sets of terms, with the least squares of relative errors in each. */
  static CostModel fitted(List<Term> terms, List<Point> points) {
    double[] best = new double[terms.size()];
    double least = Double.POSITIVE_INFINITY;
    for (int set = 1; set < (1 << terms.size()); set++) {
      List<Integer> chosen = new ArrayList<>();
      for (int t = 0; t < terms.size(); t++) {
        if (((set >> t) & 1) == 1) {
          chosen.add(t);
        }
      }
      double[] solved = leastSquares(terms, chosen, points);
      double error = 0;
      boolean legal = true;
      double[] all = new double[terms.size()];
      for (int c = 0; c < solved.length; c++) {
        legal &= solved[c] >= 0 && Double.isFinite(solved[c]);
        all[chosen.get(c)] = solved[c];
      }
      for (Point point : points) {
        double gap = seconds(terms, all, point.sizes()) / point.seconds() - 1;
        error += gap * gap;
      }
      if (legal && error < least) {
        least = error;
        best = all;
      }
    }
    return new CostModel(List.copyOf(terms), best);
  }

  private static double[] leastSquares(List<Term> terms, List<Integer> chosen, List<Point> points) {
    int k = chosen.size();
    double[] scale = new double[k];
    double[][] normal = new double[k][k + 1];
    for (int c = 0; c < k; c++) {
      for (Point point : points) {
        scale[c] =
            Math.max(
                scale[c], terms.get(chosen.get(c)).growth().of(point.sizes()) / point.seconds());
      }
    }
    for (Point point : points) {
      double[] row = new double[k];
      for (int c = 0; c < k; c++) {
        row[c] = terms.get(chosen.get(c)).growth().of(point.sizes()) / point.seconds() / scale[c];
      }
      for (int c = 0; c < k; c++) {
        for (int e = 0; e < k; e++) {
          normal[c][e] += row[c] * row[e];
        }
        normal[c][k] += row[c];
      }
    }
    double[] solved = eliminated(normal);
    for (int c = 0; c < k; c++) {
      solved[c] /= scale[c];
    }
    return solved;
  }

  /** Gauss with the largest pivot. */
  private static double[] eliminated(double[][] rows) {
    int k = rows.length;
    for (int c = 0; c < k; c++) {
      int pivot = c;
      for (int r = c + 1; r < k; r++) {
        pivot = Math.abs(rows[r][c]) > Math.abs(rows[pivot][c]) ? r : pivot;
      }
      double[] swap = rows[c];
      rows[c] = rows[pivot];
      rows[pivot] = swap;
      for (int r = 0; r < k; r++) {
        if (r != c) {
          double factor = rows[r][c] / rows[c][c];
          for (int e = c; e <= k; e++) {
            rows[r][e] -= factor * rows[c][e];
          }
        }
      }
    }
    double[] solved = new double[k];
    for (int c = 0; c < k; c++) {
      solved[c] = rows[c][k] / rows[c][c];
    }
    return solved;
  }

  double seconds(Sizes sizes) {
    return seconds(terms, coefficients, sizes);
  }

  private static double seconds(List<Term> terms, double[] coefficients, Sizes sizes) {
    double sum = 0;
    for (int t = 0; t < coefficients.length; t++) {
      sum += coefficients[t] * terms.get(t).growth().of(sizes);
    }
    return sum;
  }

  /** The largest factor by which it is off, above or below. */
  double worst(List<Point> points) {
    return points.stream().mapToDouble(this::factor).max().orElse(1);
  }

  /** The middle one of these factors. */
  double median(List<Point> points) {
    double[] factors = points.stream().mapToDouble(this::factor).sorted().toArray();
    return factors.length == 0 ? 1 : factors[factors.length / 2];
  }

  private double factor(Point point) {
    double ratio = seconds(point.sizes()) / point.seconds();
    return Math.max(ratio, 1 / ratio);
  }

  String words() {
    List<String> parts = new ArrayList<>();
    for (int t = 0; t < coefficients.length; t++) {
      if (coefficients[t] > 0) {
        parts.add(String.format(Locale.ROOT, "%.2e·%s", coefficients[t], terms.get(t).words()));
      }
    }
    return String.join(" + ", parts);
  }
}
