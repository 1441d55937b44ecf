package org.otium.numerics;

import java.util.random.RandomGenerator;
import org.otium.api.Matrix;
import org.otium.testkit.Samples;

/** Random points and brute-force answers for the tests. */
final class Points {
  private Points() {}

  static float[] floats(int length, long seed) {
    RandomGenerator random = Samples.random(seed);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  static Matrix gaussian(int rows, int columns, long seed) {
    return Matrix.wrap(rows, columns, floats(rows * columns, seed));
  }

  static Matrix shifted(Matrix m, double by, double scale) {
    float[] values = m.toArray();
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (values[i] * scale + by);
    }
    return Matrix.wrap(m.rows(), m.columns(), values);
  }

  static double squaredDistance(Matrix x, int i, Matrix y, int j) {
    double sum = 0;
    for (int p = 0; p < x.columns(); p++) {
      double gap = (double) x.get(i, p) - y.get(j, p);
      sum += gap * gap;
    }
    return sum;
  }
}
