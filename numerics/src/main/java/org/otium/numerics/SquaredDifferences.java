package org.otium.numerics;

import java.util.Arrays;
import org.otium.api.Matrix;

/**
 * The cost s·‖x_i − y_j‖² in double precision, between the points as they were given: differences
 * are squared and summed one by one, so that nothing cancels.
 *
 * @param x source points
 * @param y target points
 * @param sources which of x, in order; empty for all
 * @param targets which of y, in order; empty for all
 * @param scale s
 * @param chosen whether {@code sources} and {@code targets} say which
 */
@SuppressWarnings("ArrayRecordComponent") // made once, never compared
record SquaredDifferences(
    Matrix x, Matrix y, int[] sources, int[] targets, double scale, boolean chosen) {
  private static final int[] ALL = {};

  /** Target points that are widened at once: a few hundred features each fit the cache. */
  private static final int BLOCK = 32;

  static SquaredDifferences between(Matrix x, Matrix y) {
    return new SquaredDifferences(x, y, ALL, ALL, 1, false);
  }

  int rows() {
    return chosen ? sources.length : x.rows();
  }

  int columns() {
    return chosen ? targets.length : y.rows();
  }

  int dimension() {
    return x.columns();
  }

  SquaredDifferences scaledBy(double factor) {
    return new SquaredDifferences(x, y, sources, targets, scale * factor, chosen);
  }

  SquaredDifferences select(int[] rows, int[] columns) {
    int[] ofX = chosen ? Arrays.stream(rows).map(i -> sources[i]).toArray() : rows;
    int[] ofY = chosen ? Arrays.stream(columns).map(j -> targets[j]).toArray() : columns;
    return new SquaredDifferences(x, y, ofX, ofY, scale, true);
  }

  /** Computes some rows on the calling thread. */
  void fill(int from, int to, double[] out) {
    int d = dimension();
    int m = columns();
    double[] rows = new double[Math.multiplyExact(to - from, d)];
    for (int i = from; i < to; i++) {
      widen(x, chosen ? sources[i] : i, rows, (i - from) * d);
    }
    double[] block = new double[Math.multiplyExact(Math.min(BLOCK, m), d)];
    double[] lanes = Simd.PRESENT ? SimdDoubleRows.newLanes() : new double[0];
    for (int left = 0; left < m; left += BLOCK) {
      int right = Math.min(m, left + BLOCK);
      for (int j = left; j < right; j++) {
        widen(y, chosen ? targets[j] : j, block, (j - left) * d);
      }
      for (int i = 0; i < to - from; i++) {
        for (int j = left; j < right; j++) {
          int at = (j - left) * d;
          double sum =
              Simd.PRESENT
                  ? SimdDoubleRows.squaredDistance(rows, i * d, block, at, d, lanes)
                  : ScalarDoubleRows.squaredDistance(rows, i * d, block, at, d);
          out[i * m + j] = scale * sum;
        }
      }
    }
  }

  private static void widen(Matrix points, int row, double[] out, int at) {
    float[] values = points.array();
    int d = points.columns();
    for (int p = 0; p < d; p++) {
      out[at + p] = values[row * d + p];
    }
  }
}
