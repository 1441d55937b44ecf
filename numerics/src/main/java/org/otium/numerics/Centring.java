package org.otium.numerics;

import org.otium.api.Matrix;

/** Moves points to their common mean, where squares lose the fewest digits to each other. */
final class Centring {
  private Centring() {}

  static float[] commonMean(Matrix x, Matrix y) {
    int d = x.columns();
    double[] sum = new double[d];
    addRows(x, sum);
    addRows(y, sum);
    float[] mean = new float[d];
    int count = Math.max(1, x.rows() + y.rows());
    for (int p = 0; p < d; p++) {
      mean[p] = (float) (sum[p] / count);
    }
    return mean;
  }

  private static void addRows(Matrix m, double[] sum) {
    float[] values = m.array();
    int d = sum.length;
    for (int i = 0; i < m.rows(); i++) {
      for (int p = 0; p < d; p++) {
        sum[p] += values[i * d + p];
      }
    }
  }

  static float[] centred(Matrix m, float[] centre) {
    float[] out = m.toArray();
    int d = centre.length;
    for (int i = 0; i < m.rows(); i++) {
      for (int p = 0; p < d; p++) {
        out[i * d + p] -= centre[p];
      }
    }
    return out;
  }

  static float[] squaredNorms(float[] values, int d) {
    float[] norms = new float[d == 0 ? 0 : values.length / d];
    for (int i = 0; i < norms.length; i++) {
      int row = i * d;
      // four sums, because one would wait for itself at every addition
      double s0 = 0;
      double s1 = 0;
      double s2 = 0;
      double s3 = 0;
      int p = 0;
      for (; p + 4 <= d; p += 4) {
        s0 += square(values[row + p]);
        s1 += square(values[row + p + 1]);
        s2 += square(values[row + p + 2]);
        s3 += square(values[row + p + 3]);
      }
      for (; p < d; p++) {
        s0 += square(values[row + p]);
      }
      norms[i] = (float) (s0 + s1 + (s2 + s3));
    }
    return norms;
  }

  private static double square(double v) {
    return v * v;
  }
}
