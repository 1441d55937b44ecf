package org.otium.app.experiment.distance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.otium.numerics.JavaLinearAlgebra;

class ClassicalScalingTest {
  @Test
  void pointsOfThePlaneAreFoundAgainUpToARotation() {
    double[][] points = {{0, 0}, {3, 0}, {0, 4}, {-2, 1.5}, {7, -5}};
    int n = points.length;
    double[][] distances = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        distances[i][j] = Math.hypot(points[i][0] - points[j][0], points[i][1] - points[j][1]);
      }
    }
    double[][] found = ClassicalScaling.plane(distances, new JavaLinearAlgebra(1));
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        assertEquals(
            distances[i][j],
            Math.hypot(found[i][0] - found[j][0], found[i][1] - found[j][1]),
            1e-9);
      }
    }
  }
}
