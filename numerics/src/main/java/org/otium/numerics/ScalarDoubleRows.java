package org.otium.numerics;

/** The row kernel of {@link SquaredDifferences} without SIMD: oracle and fallback. */
final class ScalarDoubleRows {
  private ScalarDoubleRows() {}

  /** ‖x − y‖² of d features that begin at the given places. */
  static double squaredDistance(double[] x, int xAt, double[] y, int yAt, int d) {
    double sum = 0;
    for (int p = 0; p < d; p++) {
      double gap = x[xAt + p] - y[yAt + p];
      sum = Math.fma(gap, gap, sum);
    }
    return sum;
  }
}
