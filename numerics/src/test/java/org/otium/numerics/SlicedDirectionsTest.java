package org.otium.numerics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.otium.api.InvalidInputException;
import org.otium.api.Matrix;

class SlicedDirectionsTest {
  @Test
  void directionsAreOfLengthOneAndUncorrelated() {
    int count = 20_000;
    int d = 3;
    float[] values = SlicedDirections.uniform(count, d, 7).matrix().array();
    double[][] moments = new double[d][d];
    double[] means = new double[d];
    double fourth = 0;
    for (int l = 0; l < count; l++) {
      double squared = 0;
      for (int i = 0; i < d; i++) {
        means[i] += values[l * d + i];
        squared += values[l * d + i] * values[l * d + i];
        for (int j = 0; j < d; j++) {
          moments[i][j] += values[l * d + i] * values[l * d + j];
        }
      }
      fourth += Math.pow(values[l * d], 4);
      assertEquals(1, squared, 1e-6);
    }
    // standard errors are below 0.005
    for (int i = 0; i < d; i++) {
      assertEquals(0, means[i] / count, 0.02);
      for (int j = 0; j < d; j++) {
        assertEquals(i == j ? 1.0 / 3 : 0, moments[i][j] / count, 0.02);
      }
    }
    assertEquals(0.2, fourth / count, 0.01); // E θ₁⁴ = 3/(d(d+2)) on the sphere
  }

  @Test
  void seedAloneDecides() {
    SlicedDirections one = SlicedDirections.uniform(100, 5, 3, 1);
    assertEquals(one, SlicedDirections.uniform(100, 5, 3, 4));
    assertNotEquals(one, SlicedDirections.uniform(100, 5, 4, 1));
    float[] more = SlicedDirections.uniform(200, 5, 3).matrix().array();
    assertArrayEquals(one.matrix().array(), Arrays.copyOf(more, 500));
  }

  @Test
  void neighbouringSeedsShareNoDirection() {
    float[] one = SlicedDirections.uniform(50, 4, 1).matrix().array();
    float[] other = SlicedDirections.uniform(50, 4, 2).matrix().array();
    for (int l = 0; l < 50; l++) {
      for (int m = 0; m < 50; m++) {
        assertNotEquals(one[4 * l], other[4 * m]);
      }
    }
  }

  @Test
  void onALineDirectionsAreSigns() {
    for (float value : SlicedDirections.uniform(64, 1, 5).matrix().array()) {
      assertEquals(1, Math.abs(value));
    }
  }

  @Test
  void badDirectionsAreRefused() {
    assertThrows(InvalidInputException.class, () -> SlicedDirections.uniform(0, 3, 1));
    assertThrows(InvalidInputException.class, () -> SlicedDirections.uniform(3, 0, 1));
    for (double[] direction : new double[][] {{1, 1}, {0, 0}, {Double.NaN, 1}}) {
      Matrix matrix = Matrix.of(new double[][] {{1, 0}, direction});
      assertThrows(InvalidInputException.class, () -> new SlicedDirections(matrix));
    }
    Matrix none = Matrix.wrap(0, 2, new float[0]);
    assertThrows(InvalidInputException.class, () -> new SlicedDirections(none));
  }
}
