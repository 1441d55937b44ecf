package org.otium.numerics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.otium.api.Compute;
import org.otium.api.GaussianFamily;
import org.otium.api.GaussianFamily.Form;
import org.otium.api.GaussianMeasure;
import org.otium.api.InvalidInputException;
import org.otium.api.LabelMeasures;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.api.Weights;

class ClassGaussiansTest {
  private static final Compute COMPUTE = new Compute(new JavaLinearAlgebra(1), 2, 1L << 30);

  /** Classes 3 and 7 of 9 and 4 samples and, last, class 8 of one, on d features. */
  private static LabeledDataset data(int d) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(5);
    float[] features = new float[14 * d];
    for (int i = 0; i < features.length; i++) {
      features[i] = (float) (random.nextGaussian() * (1 + i % d));
    }
    int[] labels = {3, 7, 3, 3, 7, 3, 3, 7, 3, 3, 7, 3, 3, 8};
    return LabeledDataset.of("data", Matrix.wrap(14, d, features), Labels.hard(labels));
  }

  /** The unbiased covariance of some samples of equal mass, entry by entry. */
  private static double covariance(LabeledDataset data, int[] samples, int a, int b) {
    double meanA = 0;
    double meanB = 0;
    for (int i : samples) {
      meanA += data.features().get(i, a) / samples.length;
      meanB += data.features().get(i, b) / samples.length;
    }
    double sum = 0;
    for (int i : samples) {
      sum += (data.features().get(i, a) - meanA) * (data.features().get(i, b) - meanB);
    }
    return samples.length == 1 ? 0 : sum / (samples.length - 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 20})
  void fullCovariancesAreThoseOfTheClasses(int d) {
    LabeledDataset data = data(d);
    LabelMeasures.PerClass fitted =
        ClassGaussians.perClass(data, Form.FULL, ClassGaussians.ALL_ROWS, COMPUTE);
    assertArrayEquals(new int[] {3, 7, 8}, fitted.classIds());
    assertEquals(Math.min(9, d), fitted.gaussians().rootRows());
    for (int c = 0; c < 3; c++) {
      int[] samples = data.classConditionals().get(c).samples();
      GaussianMeasure gaussian = fitted.gaussians().get(c);
      for (int a = 0; a < d; a++) {
        double mean = 0;
        for (int i : samples) {
          mean += data.features().get(i, a) / samples.length;
        }
        assertEquals(mean, gaussian.mean()[a], 1e-5 * d);
        for (int b = 0; b < d; b++) {
          assertEquals(
              covariance(data, samples, a, b), gaussian.covariance().get(a, b), 1e-5 * d * d);
        }
      }
    }
  }

  @Test
  void diagonalCovariancesAreTheVariances() {
    LabeledDataset data = data(3);
    GaussianFamily fitted = ClassGaussians.perClass(data, Form.DIAGONAL, 1, COMPUTE).gaussians();
    for (int c = 0; c < 3; c++) {
      int[] samples = data.classConditionals().get(c).samples();
      for (int a = 0; a < 3; a++) {
        assertEquals(
            covariance(data, samples, a, a), fitted.get(c).covariance().get(a, a), 1e-5 * 9);
      }
    }
  }

  @Test
  void fewRowsKeepTheDirectionsOfLargestVariance() {
    float[] features = {5, 0, 0, -5, 0, 0, 0, 2, 0, 0, -2, 0, 0, 0, 1, 0, 0, -1};
    LabeledDataset data =
        LabeledDataset.of("axes", Matrix.wrap(6, 3, features), Labels.hard(new int[6]));
    GaussianMeasure fitted =
        ClassGaussians.perClass(data, Form.FULL, 2, COMPUTE).gaussians().get(0);
    double[] expected = {10, 8.0 / 5, 0};
    for (int a = 0; a < 3; a++) {
      for (int b = 0; b < 3; b++) {
        assertEquals(a == b ? expected[a] : 0, fitted.covariance().get(a, b), 1e-5);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"FULL", "DIAGONAL"})
  void everyParticleStartsWithTheGaussianOfItsClass(Form form) {
    LabeledDataset data = data(4);
    GaussianFamily classes =
        ClassGaussians.perClass(data, form, ClassGaussians.ALL_ROWS, COMPUTE).gaussians();
    GaussianFamily own =
        ClassGaussians.perParticle(data, form, ClassGaussians.ALL_ROWS, COMPUTE).gaussians();
    assertEquals(14, own.size());
    int[] position = {0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 2};
    for (int i = 0; i < 14; i++) {
      assertEquals(classes.get(position[i]), own.get(i));
    }
  }

  @Test
  void samplesWithoutMassCountForNothing() {
    LabeledDataset data = data(3);
    double[] masses = new double[14];
    masses[0] = 1;
    masses[2] = 3;
    LabeledDataset weighted = data.withWeights(Weights.proportional(masses));
    LabelMeasures.PerClass fitted =
        ClassGaussians.perClass(weighted, Form.FULL, ClassGaussians.ALL_ROWS, COMPUTE);
    assertArrayEquals(new int[] {3}, fitted.classIds());
    for (int j = 0; j < 3; j++) {
      float first = data.features().get(0, j);
      float second = data.features().get(2, j);
      assertEquals(0.25 * first + 0.75 * second, fitted.gaussians().get(0).mean()[j], 1e-5);
      assertEquals(
          0.5 * (first - second) * (first - second),
          fitted.gaussians().get(0).covariance().get(j, j),
          1e-4);
    }
    assertEquals(
        14, ClassGaussians.perParticle(weighted, Form.DIAGONAL, 1, COMPUTE).gaussians().size());
  }

  @Test
  void familyBeyondTheMemoryBudgetIsRefusedBeforeItIsMade() {
    Compute small = new Compute(new JavaLinearAlgebra(1), 1, 14 * (3 + 1) * 20 * 4);
    LabeledDataset data = data(20);
    ClassGaussians.perParticle(data, Form.FULL, 3, small);
    InvalidInputException refused =
        assertThrows(
            InvalidInputException.class,
            () -> ClassGaussians.perParticle(data, Form.FULL, 4, small));
    assertEquals(
        "Use diagonal covariances, or low-rank ones of a rank of at most 3.", refused.remedy());
    ClassGaussians.perParticle(data, Form.FULL, 1, 2, small);
    assertThrows(
        InvalidInputException.class,
        () -> ClassGaussians.perParticle(data, Form.FULL, 2, 2, small));
    assertThrows(
        InvalidInputException.class, () -> ClassGaussians.perClass(data, Form.FULL, 0, COMPUTE));
  }
}
