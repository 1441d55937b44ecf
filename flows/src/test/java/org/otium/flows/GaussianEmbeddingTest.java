package org.otium.flows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.otium.api.Compute;
import org.otium.api.GaussianFamily;
import org.otium.api.Matrix;
import org.otium.numerics.GaussianTransport;
import org.otium.numerics.JavaLinearAlgebra;
import org.otium.testkit.Samples;

class GaussianEmbeddingTest {
  private static final Compute COMPUTE = new Compute(new JavaLinearAlgebra(2), 2, 1L << 30);

  private static double squared(Matrix points, int i, int j) {
    double sum = 0;
    for (int c = 0; c < points.columns(); c++) {
      double gap = points.get(i, c) - points.get(j, c);
      sum += gap * gap;
    }
    return sum;
  }

  private static GaussianFamily random(
      GaussianFamily.Form form, int k, int rows, int d, RandomGenerator random) {
    return new GaussianFamily(
        form, Samples.gaussian(k, d, random), Samples.gaussian(k * rows, d, random));
  }

  @Test
  void distanceOfDiagonalGaussiansIsThatOfBures() {
    GaussianFamily family = random(GaussianFamily.Form.DIAGONAL, 4, 1, 3, Samples.random(1));
    Matrix points = GaussianEmbedding.of(family, COMPUTE);
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 4; j++) {
        double bures =
            GaussianTransport.squared(family.get(i), family.get(j), COMPUTE.linearAlgebra());
        assertEquals(bures, squared(points, i, j), 1e-5);
      }
    }
  }

  @Test
  void distanceIsThatOfTheRoots() {
    for (int d : new int[] {1, 2, 3, 6}) {
      for (int rows : new int[] {1, 2, 7}) {
        GaussianFamily family = random(GaussianFamily.Form.FULL, 3, rows, d, Samples.random(d));
        Matrix points = GaussianEmbedding.of(family, COMPUTE);
        for (int i = 0; i < 3; i++) {
          for (int j = 0; j < i; j++) {
            double[] first =
                GaussianTransport.squareRoot(family.get(i).covariance(), COMPUTE.linearAlgebra());
            double[] second =
                GaussianTransport.squareRoot(family.get(j).covariance(), COMPUTE.linearAlgebra());
            double expected = 0;
            for (int e = 0; e < first.length; e++) {
              expected += (first[e] - second[e]) * (first[e] - second[e]);
            }
            for (int c = 0; c < d; c++) {
              double gap = family.means().get(i, c) - family.means().get(j, c);
              expected += gap * gap;
            }
            assertEquals(expected, squared(points, i, j), 1e-4 * (1 + expected));
            double bures =
                GaussianTransport.squared(family.get(i), family.get(j), COMPUTE.linearAlgebra());
            assertTrue(bures <= expected + 1e-6 * (1 + expected), "bounds from above");
          }
        }
      }
    }
  }

  @Test
  void rotatingARootChangesNothing() {
    Matrix mean = Matrix.of(new double[][] {{0, 0}, {0, 0}});
    Matrix roots = Matrix.of(new double[][] {{2, 1}, {0, 1}, {0, -1}, {2, 1}});
    Matrix points =
        GaussianEmbedding.of(new GaussianFamily(GaussianFamily.Form.FULL, mean, roots), COMPUTE);
    assertEquals(0, squared(points, 0, 1), 1e-12);
  }

  @Test
  void manyFeaturesAreSketchedUpToSomePercent() {
    int d = 60;
    GaussianFamily family = random(GaussianFamily.Form.FULL, 6, 3, d, Samples.random(9));
    Matrix points = GaussianEmbedding.of(family, COMPUTE);
    assertEquals(d + GaussianEmbedding.SKETCH, points.columns());
    double ratios = 0;
    int pairs = 0;
    for (int i = 0; i < 6; i++) {
      for (int j = 0; j < i; j++) {
        double[] first =
            GaussianTransport.squareRoot(family.get(i).covariance(), COMPUTE.linearAlgebra());
        double[] second =
            GaussianTransport.squareRoot(family.get(j).covariance(), COMPUTE.linearAlgebra());
        double expected = 0;
        for (int e = 0; e < first.length; e++) {
          expected += (first[e] - second[e]) * (first[e] - second[e]);
        }
        double sketched = squared(points, i, j);
        for (int c = 0; c < d; c++) {
          double gap = family.means().get(i, c) - family.means().get(j, c);
          sketched -= gap * gap;
        }
        assertEquals(1, sketched / expected, 0.5);
        ratios += sketched / expected;
        pairs++;
      }
    }
    assertEquals(1, ratios / pairs, 0.1);
  }

  @Test
  void pointsAreGaussiansToo() {
    GaussianFamily points =
        new GaussianFamily(
            GaussianFamily.Form.FULL,
            Matrix.of(new double[][] {{1, 2, 3}, {1, 2, 5}}),
            Matrix.wrap(4, 3, new float[12]));
    assertEquals(4, squared(GaussianEmbedding.of(points, COMPUTE), 0, 1), 1e-6);
  }
}
