package org.otium.numerics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.otium.api.InvalidInputException;
import org.otium.numerics.SimplexQuadratic.Minimum;
import org.otium.testkit.Samples;

class SimplexQuadraticTest {
  /** Generalized geodesic of three Gaussians in the plane: W²_{2,ν} and its projection of ν. */
  private static final double[][] DISTANCES = {
    {0, 127.91675833, 8.69574634}, {127.91675833, 0, 110.05222115}, {8.69574634, 110.05222115, 0}
  };

  private static final double[] TO_BASE = {26.86330929, 40.30183572, 20.52321797};

  private static Minimum minimise(double[][] h, double[] q) {
    return SimplexQuadratic.minimise(h, q, new JavaLinearAlgebra(1));
  }

  private static double[][] negative(double[][] distances) {
    double[][] h = new double[distances.length][distances.length];
    for (int i = 0; i < h.length; i++) {
      for (int j = 0; j < h.length; j++) {
        h[i][j] = -distances[i][j];
      }
    }
    return h;
  }

  private static double value(double[][] h, double[] q, double[] a) {
    double value = 0;
    for (int i = 0; i < q.length; i++) {
      value += a[i] * q[i];
      for (int j = 0; j < q.length; j++) {
        value += 0.5 * a[i] * h[i][j] * a[j];
      }
    }
    return value;
  }

  private static double leastOnGrid(double[][] h, double[] q, int cells) {
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i <= cells; i++) {
      for (int j = 0; i + j <= cells; j++) {
        double[] a = {(double) i / cells, (double) j / cells, (double) (cells - i - j) / cells};
        least = Math.min(least, value(h, q, a));
      }
    }
    return least;
  }

  private static double[][] symmetric(int m, RandomGenerator random, boolean convex) {
    double[][] root = new double[m][m];
    double[][] h = new double[m][m];
    for (double[] row : root) {
      for (int j = 0; j < m; j++) {
        row[j] = random.nextGaussian();
      }
    }
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < m; j++) {
        for (int k = 0; k < m; k++) {
          h[i][j] += convex ? root[i][k] * root[j][k] : (root[i][j] + root[j][i]) / (2.0 * m);
        }
      }
    }
    return h;
  }

  private static double[] gaussian(int m, RandomGenerator random) {
    return random.doubles(m, -2, 2).toArray();
  }

  @Test
  void projectionOntoAGeneralizedGeodesicHasTheKnownWeights() {
    Minimum found = minimise(negative(DISTANCES), TO_BASE);
    assertArrayEquals(new double[] {0.35957098, 0.42511834, 0.21531068}, found.weights(), 1e-7);
    assertEquals(0.9112232819854569, found.value(), 1e-7);
    assertTrue(found.convex());
    assertTrue(found.global());
  }

  @Test
  void nothingOnAFineGridIsLower() {
    RandomGenerator random = Samples.random(7);
    for (int trial = 0; trial < 200; trial++) {
      double[][] h = symmetric(3, random, trial % 2 == 0);
      double[] q = gaussian(3, random);
      Minimum found = minimise(h, q);
      double grid = leastOnGrid(h, q, 120);
      assertTrue(found.value() <= grid + 1e-12, () -> found.value() + " above " + grid);
      assertTrue(found.value() >= grid - 2e-2, () -> found.value() + " far below " + grid);
      assertEquals(value(h, q, found.weights()), found.value(), 1e-12);
    }
  }

  @Test
  void formThatIsNotConvexIsSaidToBeSoAndStillMinimised() {
    double[][] h = {{0, 5}, {5, 0}};
    Minimum found = minimise(h, new double[] {1, 0.9});
    assertFalse(found.convex());
    assertTrue(found.global());
    assertArrayEquals(new double[] {0, 1}, found.weights(), 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 7, 12, 13, 40})
  void noExchangeBetweenTwoWeightsGainsAtTheMinimumOfAConvexForm(int m) {
    RandomGenerator random = Samples.random(7);
    double[][] h = symmetric(m, random, true);
    double[] q = gaussian(m, random);
    Minimum found = minimise(h, q);
    assertTrue(found.global());
    double sum = 0;
    double lowest = Double.POSITIVE_INFINITY;
    double[] slope = new double[m];
    for (int i = 0; i < m; i++) {
      slope[i] = q[i];
      for (int j = 0; j < m; j++) {
        slope[i] += h[i][j] * found.weights()[j];
      }
      lowest = Math.min(lowest, slope[i]);
      sum += found.weights()[i];
    }
    assertEquals(1, sum, 1e-12);
    for (int i = 0; i < m; i++) {
      assertTrue(found.weights()[i] >= 0);
      if (found.weights()[i] > 1e-6) {
        assertEquals(lowest, slope[i], 1e-5, "optimality of weight " + i);
      }
    }
  }

  @Test
  void manyVariablesOfAFormThatIsNotConvexGiveALocalMinimumAndSaySo() {
    RandomGenerator random = Samples.random(7);
    double[][] h = symmetric(20, random, false);
    double[] q = gaussian(20, random);
    Minimum found = minimise(h, q);
    assertFalse(found.convex());
    assertFalse(found.global());
    for (int vertex = 0; vertex < 20; vertex++) {
      assertTrue(found.value() <= q[vertex] + 0.5 * h[vertex][vertex] + 1e-12);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-14, 1, 1e14})
  void unitOfTheDistancesDoesNotMatter(double unit) {
    double[][] h = negative(DISTANCES);
    double[] q = TO_BASE.clone();
    for (int i = 0; i < 3; i++) {
      q[i] *= unit;
      for (int j = 0; j < 3; j++) {
        h[i][j] *= unit;
      }
    }
    assertArrayEquals(
        minimise(negative(DISTANCES), TO_BASE).weights(), minimise(h, q).weights(), 1e-12);
  }

  @Test
  void formWithoutCurvatureTakesTheLeastCoefficient() {
    double[] weights = minimise(new double[3][3], new double[] {3, 1, 2}).weights();
    assertArrayEquals(new double[] {0, 1, 0}, weights, 0);
  }

  @Test
  void badFormsAreRefused() {
    assertThrows(
        InvalidInputException.class,
        () -> minimise(new double[][] {{Double.NaN}}, new double[] {1}));
    assertThrows(InvalidInputException.class, () -> minimise(new double[2][2], new double[] {1}));
    assertThrows(InvalidInputException.class, () -> minimise(new double[0][0], new double[0]));
  }
}
