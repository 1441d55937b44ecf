package org.otium.learners.classification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.otium.api.Accuracy;
import org.otium.api.Classifier;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.api.Weights;
import org.otium.learners.Machine;
import org.otium.testkit.ClassifierContract;
import org.otium.testkit.Samples;

class LinearProbeTest extends ClassifierContract {
  @Override
  protected Classifier classifier() {
    return probe(1e-2);
  }

  private static LinearProbe probe(double l2) {
    return new LinearProbe(
        LinearProbeSettings.defaults().withL2(l2).until(500, 1e-5), Machine.COMPUTE);
  }

  private static LabeledDataset soft(int n, int d, long seed) {
    LabeledDataset hard = Samples.clouds(seed, 3, n / 3, d, 1);
    float[] shares = new float[hard.size() * 3];
    for (int i = 0; i < hard.size(); i++) {
      int own = hard.classPositions()[i];
      shares[i * 3 + own] += 0.7f;
      shares[i * 3 + (own + 1) % 3] += 0.3f;
    }
    return hard.withLabels(Labels.soft(new int[] {2, 5, 40}, Matrix.wrap(hard.size(), 3, shares)));
  }

  /** Longer than a block of samples, so that partial sums are summed too. */
  @Test
  void gradientIsThatOfTheLoss() {
    LabeledDataset training = soft(3000, 5, 1);
    Standardisation standard = Standardisation.of(training, Machine.COMPUTE);
    CrossEntropy objective =
        new CrossEntropy(standard.apply(training.features()), training, 0.3, Machine.COMPUTE);
    double[] point = Samples.random(2).doubles(18, -1, 1).toArray();
    double[] gradient = new double[18];
    objective.valueAndGradient(point, gradient);
    for (int p = 0; p < 18; p++) {
      double[] moved = point.clone();
      double h = 1e-2;
      moved[p] += h;
      double above = objective.valueAndGradient(moved, new double[18]);
      moved[p] -= 2 * h;
      double below = objective.valueAndGradient(moved, new double[18]);
      assertEquals((above - below) / (2 * h), gradient[p], 1e-4, "parameter " + p);
    }
  }

  /** The loss written out for one weighted, soft sample after the other. */
  @Test
  void lossIsTheWeightedCrossEntropyAndThePenalty() {
    LabeledDataset training = soft(12, 2, 3);
    float[] z = Standardisation.of(training, Machine.COMPUTE).apply(training.features());
    double[] point = Samples.random(4).doubles(9, -1, 1).toArray();
    double expected = 0;
    for (int i = 0; i < training.size(); i++) {
      double[] exponentials = new double[3];
      double sum = 0;
      for (int c = 0; c < 3; c++) {
        double logit = point[2 * c] * z[2 * i] + point[2 * c + 1] * z[2 * i + 1] + point[6 + c];
        exponentials[c] = Math.exp(logit);
        sum += exponentials[c];
      }
      for (int c = 0; c < 3; c++) {
        double share = training.labels().share(i, training.classIds()[c]);
        expected -= training.weights().get(i) * share * Math.log(exponentials[c] / sum);
      }
    }
    for (int p = 0; p < 6; p++) {
      expected += 0.2 / 2 * point[p] * point[p];
    }
    double actual =
        new CrossEntropy(z, training, 0.2, Machine.COMPUTE).valueAndGradient(point, new double[9]);
    assertEquals(expected, actual, 1e-6);
  }

  /** With one feature of two values the optimum without penalty gives the observed shares. */
  @Test
  void withoutPenaltyItGivesTheSharesOfEachGroup() {
    LabeledDataset training =
        LabeledDataset.of(
                "coins", Matrix.of(new double[][] {{0}, {0}, {1}, {1}}), Labels.hard(3, 8, 3, 8))
            .withWeights(Weights.probability(0.1, 0.3, 0.4, 0.2));
    LinearProbe.Probe trained = probe(0).fit(training, 1);
    assertTrue(trained.converged());
    Labels predicted = trained.predict(Matrix.of(new double[][] {{0}, {1}}));
    assertEquals(0.25, predicted.share(0, 3), 1e-4);
    assertEquals(2.0 / 3, predicted.share(1, 3), 1e-4);
  }

  @Test
  void scaleOfTheFeaturesChangesNothing() {
    LabeledDataset training = Samples.clouds(1, 3, 40, 3, 1);
    LabeledDataset test = Samples.clouds(2, 3, 40, 3, 1);
    Labels expected = probe(1e-2).fit(training, 1).predict(test.features());
    Labels actual = probe(1e-2).fit(rescaled(training), 1).predict(rescaled(test).features());
    for (int i = 0; i < test.size(); i++) {
      for (int id : training.classIds()) {
        assertEquals(expected.share(i, id), actual.share(i, id), 1e-3, "sample " + i);
      }
    }
  }

  private static LabeledDataset rescaled(LabeledDataset dataset) {
    float[] values = dataset.features().toArray();
    for (int v = 0; v < values.length; v++) {
      values[v] = v % 3 == 0 ? 1000 * values[v] + 500 : v % 3 == 1 ? values[v] / 64 : values[v];
    }
    return dataset.withFeatures(Matrix.wrap(dataset.size(), 3, values));
  }

  @Test
  void constantFeaturesAreIgnored() {
    LabeledDataset training = Samples.clouds(1, 2, 30, 2, 2);
    float[] wider = new float[training.size() * 3];
    for (int i = 0; i < training.size(); i++) {
      wider[3 * i] = training.features().get(i, 0);
      wider[3 * i + 1] = 0.1f;
      wider[3 * i + 2] = training.features().get(i, 1);
    }
    LabeledDataset more =
        LabeledDataset.of("wider", Matrix.wrap(training.size(), 3, wider), training.labels())
            .withWeights(training.weights());
    Labels expected =
        probe(1e-2).fit(training, 1).predict(Matrix.of(new double[][] {{1, 1}, {-2, 4}}));
    Labels actual =
        probe(1e-2).fit(more, 1).predict(Matrix.of(new double[][] {{1, 99, 1}, {-2, -99, 4}}));
    for (int i = 0; i < 2; i++) {
      assertEquals(expected.share(i, 3), actual.share(i, 3), 1e-3);
    }
  }

  @Test
  void threadsChangeNothing() {
    LabeledDataset training = Samples.clouds(1, 3, 2000, 10, 1);
    Matrix queries = Samples.gaussian(100, 10, Samples.random(2));
    LinearProbeSettings settings = LinearProbeSettings.defaults();
    assertEquals(
        new LinearProbe(settings, Machine.withThreads(1)).fit(training, 1).predict(queries),
        new LinearProbe(settings, Machine.withThreads(4)).fit(training, 1).predict(queries));
  }

  /**
   * Six clouds that overlap were learned under other names; few samples of each cloud are known.
   */
  @Test
  void whatIsKnownHelpsWithFewSamples() {
    LabeledDataset clouds = Samples.clouds(1, 6, 200, 40, 0.25);
    LabeledDataset unseen = Samples.renamedClasses(Samples.clouds(2, 6, 100, 40, 0.25));
    LabeledDataset few = Samples.renamedClasses(Samples.clouds(3, 6, 2, 40, 0.25));
    LinearProbe.Probe known = probe(1e-2).fit(clouds, 1);
    double tuned = Accuracy.of(known.fineTune(few, 1), unseen).value();
    double alone = Accuracy.of(probe(1e-2).fit(few, 1), unseen).value();
    assertTrue(tuned > alone + 0.05, tuned + " after " + alone);
  }

  @Test
  void settingsThatMeanNothingAreRefused() {
    LinearProbeSettings settings = LinearProbeSettings.defaults();
    assertThrows(InvalidInputException.class, () -> settings.withL2(-1));
    assertThrows(InvalidInputException.class, () -> settings.until(0, 1e-3));
    assertThrows(InvalidInputException.class, () -> settings.until(10, 0));
  }
}
