package org.otium.numerics;

import java.util.Arrays;

/** The row kernels of {@link SquaredEuclidean} without SIMD: oracle and fallback. */
final class ScalarCostRows {
  private ScalarCostRows() {}

  /** The largest magnitude from one place on and of {@code so far}; NaN if any value is. */
  static float largest(float[] values, int from, float soFar) {
    float largest = soFar;
    for (int k = from; k < values.length; k++) {
      largest = Math.max(largest, Math.abs(values[k]));
    }
    return largest;
  }

  /** out ← max(0, norm + scale·norms + out). */
  static void finish(
      float norm, float[] norms, int from, float scale, float[] out, int at, int length) {
    for (int j = 0; j < length; j++) {
      out[at + j] = Math.max(0f, norms[from + j] * scale + norm + out[at + j]);
    }
  }

  /** One row of scale·‖x − y_j‖², y stored feature by feature. */
  static void direct(
      float[] x, int xAt, float[] y, int d, int m, float scale, float[] out, int at) {
    Arrays.fill(out, at, at + m, 0);
    for (int p = 0; p < d; p++) {
      float value = x[xAt + p];
      for (int j = 0; j < m; j++) {
        float gap = value - y[p * m + j];
        out[at + j] += gap * gap;
      }
    }
    for (int j = 0; j < m; j++) {
      out[at + j] *= scale;
    }
  }
}
