package org.otium.learners.encoding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.otium.api.Compute;
import org.otium.api.Encoder;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.api.Weights;
import org.otium.learners.Machine;
import org.otium.numerics.JavaLinearAlgebra;
import org.otium.testkit.EncoderContract;
import org.otium.testkit.Samples;

class PrincipalComponentsTest extends EncoderContract {
  @Override
  protected Encoder encoder() {
    return pca(5, false);
  }

  /** Of components that are divided by their standard deviation. */
  @Nested
  class Whitened extends EncoderContract {
    @Override
    protected Encoder encoder() {
      return pca(5, true);
    }
  }

  private static PrincipalComponents pca(int components, boolean whiten) {
    return new PrincipalComponents(
        new PrincipalComponentsSettings(components, whiten), Machine.COMPUTE);
  }

  /** Deviations 5, 2 and 1 along three orthogonal directions that are no axes. */
  private static LabeledDataset ellipsoid(int n) {
    double[][] axes = {
      {2.0 / 3, 2.0 / 3, 1.0 / 3}, {-2.0 / 3, 1.0 / 3, 2.0 / 3}, {1.0 / 3, -2.0 / 3, 2.0 / 3}
    };
    double[] deviations = {5, 2, 1};
    Matrix normal = Samples.gaussian(n, 3, Samples.random(4));
    double[][] rows = new double[n][3];
    for (int i = 0; i < n; i++) {
      for (int a = 0; a < 3; a++) {
        for (int j = 0; j < 3; j++) {
          rows[i][j] += deviations[a] * normal.get(i, a) * axes[a][j];
        }
      }
      rows[i][1] += 100;
    }
    return LabeledDataset.of("ellipsoid", Matrix.of(rows), Labels.hard(new int[n]));
  }

  @Test
  void firstComponentFollowsTheLongestAxis() {
    LabeledDataset samples = ellipsoid(4000);
    Encoder.Embedding embedding = pca(1, false).fit(samples, 1);
    double[][] ends = {{0, 100, 0}, {2, 102, 1}};
    LabeledDataset axis = LabeledDataset.of("axis", Matrix.of(ends), Labels.hard(0, 0));
    Matrix embedded = embedding.encode(axis).features();
    assertEquals(3, Math.abs(embedded.get(1, 0) - embedded.get(0, 0)), 0.02);
  }

  @Test
  void variancesAreThoseOfTheMeasure() {
    LabeledDataset samples = ellipsoid(4000);
    Matrix embedded = pca(3, false).fit(samples, 1).encode(samples).features();
    double[] expected = {25, 4, 1};
    for (int c = 0; c < 3; c++) {
      assertEquals(expected[c], moment(embedded, c, c), 0.07 * expected[c], "component " + c);
      for (int e = 0; e < c; e++) {
        assertEquals(0, moment(embedded, c, e), 1e-3, "components " + c + " and " + e);
      }
    }
  }

  @Test
  void whitenedComponentsHaveVarianceOne() {
    LabeledDataset samples = ellipsoid(500);
    Matrix embedded = pca(3, true).fit(samples, 1).encode(samples).features();
    for (int c = 0; c < 3; c++) {
      for (int e = 0; e <= c; e++) {
        assertEquals(c == e ? 1 : 0, moment(embedded, c, e), 1e-4);
      }
    }
  }

  private static double moment(Matrix values, int a, int b) {
    double sum = 0;
    double meanA = 0;
    double meanB = 0;
    for (int i = 0; i < values.rows(); i++) {
      sum += (double) values.get(i, a) * values.get(i, b);
      meanA += values.get(i, a);
      meanB += values.get(i, b);
    }
    int n = values.rows();
    return sum / n - meanA / n * meanB / n;
  }

  @Test
  void allComponentsLoseNothing() {
    LabeledDataset samples = ellipsoid(50);
    for (boolean whiten : new boolean[] {false, true}) {
      Encoder.Embedding embedding = pca(3, whiten).fit(samples, 1);
      LabeledDataset back = embedding.decode(embedding.encode(samples)).orElseThrow();
      for (int v = 0; v < 150; v++) {
        assertEquals(samples.features().array()[v], back.features().array()[v], 1e-3);
      }
    }
  }

  /** Fewer samples than features take the other eigenproblem; repeats bring them to the first. */
  @Test
  void bothEigenproblemsGiveTheSameComponents() {
    LabeledDataset few = Samples.clouds(1, 2, 6, 20, 3).withWeights(Weights.uniform(13));
    int[] repeated = new int[39];
    for (int i = 0; i < 39; i++) {
      repeated[i] = i % 13;
    }
    Matrix wide = pca(6, false).fit(few, 1).encode(few).features();
    Matrix tall = pca(6, false).fit(few.select(repeated), 1).encode(few).features();
    for (int v = 0; v < 13 * 6; v++) {
      assertEquals(wide.array()[v], tall.array()[v], 1e-3, "value " + v);
    }
  }

  @Test
  void moreComponentsThanDirectionsAreRefused() {
    LabeledDataset flat =
        LabeledDataset.of(
            "flat",
            Matrix.of(new double[][] {{0, 1, 2}, {1, 2, 3}, {5, 6, 7}, {9, 10, 11}}),
            Labels.hard(0, 0, 0, 0));
    pca(1, true).fit(flat, 1);
    assertThrows(InvalidInputException.class, () -> pca(2, true).fit(flat, 1));
    assertThrows(InvalidInputException.class, () -> pca(4, true).fit(flat, 1));
    assertThrows(InvalidInputException.class, () -> new PrincipalComponentsSettings(0, false));
  }

  @Test
  void eigenproblemBeyondTheMemoryBudgetIsRefused() {
    Compute small = new Compute(new JavaLinearAlgebra(1), 1, 1 << 10);
    LabeledDataset samples = Samples.clouds(1, 2, 40, 30, 1);
    PrincipalComponents pca =
        new PrincipalComponents(new PrincipalComponentsSettings(2, false), small);
    assertThrows(InvalidInputException.class, () -> pca.fit(samples, 1));
  }
}
