package org.otium.solvers.sinkhorn;

import org.otium.api.Epsilon;
import org.otium.numerics.CostSummary;
import org.otium.numerics.SoftmaxPass;

/**
 * The costs that a relative ε is relative to: those between points that hold mass, the mean weighed
 * by a ⊗ b. A point without mass changes nothing, and neither does splitting a point in two.
 */
final class CostScale {
  private static final int ROWS = 64;
  private static final int TILE_ENTRIES = 1 << 22;

  private CostScale() {}

  static CostSummary of(
      SoftmaxPass pass, double[] a, double[] b, CostSummary all, Epsilon epsilon) {
    boolean relative =
        epsilon.unit() == Epsilon.Unit.MAX_COST || epsilon.unit() == Epsilon.Unit.MEAN_COST;
    if (!relative || (isUniform(a) && isUniform(b))) {
      return all;
    }
    int n = a.length;
    int m = b.length;
    int height = rowsOfTile(n, m);
    double[] tile = new double[height * m];
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    double sum = 0;
    double mass = 0;
    for (int from = 0; from < n; from += height) {
      int to = Math.min(n, from + height);
      pass.fill(from, to, tile);
      for (int i = from; i < to; i++) {
        if (a[i] == 0) {
          continue;
        }
        double row = 0;
        for (int j = 0; j < m; j++) {
          if (b[j] > 0) {
            double c = tile[(i - from) * m + j];
            min = Math.min(min, c);
            max = Math.max(max, c);
            row += b[j] * c;
            mass += a[i] * b[j];
          }
        }
        sum += a[i] * row;
      }
    }
    return new CostSummary(min, max, sum / mass);
  }

  /** How many rows are looked at together: at least one, however wide. */
  static int rowsOfTile(int rows, int columns) {
    return Math.min(rows, Math.clamp(TILE_ENTRIES / columns, 1, ROWS));
  }

  private static boolean isUniform(double[] masses) {
    for (double mass : masses) {
      if (mass != masses[0]) {
        return false;
      }
    }
    return true;
  }
}
