package org.otium.app.experiment.distance;

import org.otium.api.LinearAlgebra;

/** Points of the plane whose distances are as near as can be to given ones: classical scaling. */
final class ClassicalScaling {
  private ClassicalScaling() {}

  /**
   * Finds the points: B = −½·J·D²·J with J = 1 − 11ᵀ/n, whose largest eigenvalues and vectors give
   * the coordinates.
   *
   * @param distances n×n, symmetric, zero on the diagonal
   * @return n points; the largest coordinate of each axis is positive
   */
  static double[][] plane(double[][] distances, LinearAlgebra algebra) {
    int n = distances.length;
    double[] b = new double[n * n];
    double[] mean = new double[n];
    double all = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double squared = distances[i][j] * distances[i][j];
        b[i * n + j] = squared;
        mean[i] += squared / n;
        all += squared / ((double) n * n);
      }
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        b[i * n + j] = -0.5 * (b[i * n + j] - mean[i] - mean[j] + all);
      }
    }
    LinearAlgebra.Eigen eigen = algebra.symmetricEigen(b, n);
    double[][] points = new double[n][2];
    for (int axis = 0; axis < Math.min(2, n); axis++) {
      int k = n - 1 - axis;
      double scale = Math.sqrt(Math.max(0, eigen.values()[k]));
      double largest = 0;
      for (int i = 0; i < n; i++) {
        points[i][axis] = scale * eigen.vectors()[i * n + k];
        largest = Math.abs(points[i][axis]) > Math.abs(largest) ? points[i][axis] : largest;
      }
      for (int i = 0; i < n && largest < 0; i++) {
        points[i][axis] = -points[i][axis];
      }
    }
    return points;
  }
}
