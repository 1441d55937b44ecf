package org.otium.functionals.diffusion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.otium.api.FlowState;
import org.otium.api.Functional;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.api.Weights;
import org.otium.functionals.Steps;
import org.otium.testkit.FunctionalContract;
import org.otium.testkit.Samples;

class NoiseEntropyTest extends FunctionalContract {
  @Override
  protected Functional functional() {
    return entropy(0.8, 3);
  }

  @Override
  protected LabeledDataset particles() {
    return Samples.clouds(4, 2, 20, 3, 1);
  }

  @Override
  protected Optional<Functional> translated(float[] shift) {
    return Optional.of(functional());
  }

  private static Functional entropy(double temperature, int neighbours) {
    EntropySettings settings =
        new EntropySettings(
            temperature, EntropySettings.Method.NOISE, Bandwidth.parse("2 * spacing"), neighbours);
    return new EntropyProvider().create(settings, Steps.COMPUTE);
  }

  private static LabeledDataset gaussian(int n, int d, double deviation, long seed) {
    float[] x = Samples.gaussian(n, d, Samples.random(seed)).toArray();
    for (int i = 0; i < x.length; i++) {
      x[i] *= (float) deviation;
    }
    return LabeledDataset.of("gaussian", Matrix.wrap(n, d, x), Labels.hard(new int[n]));
  }

  private static Functional.Evaluation at(Functional functional, LabeledDataset particles) {
    return functional.evaluate(FlowState.initial(particles, 0));
  }

  @Test
  void valueIsThatOfAGaussian() {
    for (int d = 1; d <= 3; d++) {
      double expected = -0.5 * d * Math.log(2 * Math.PI * Math.E * 4);
      double value = at(entropy(1, 4), gaussian(3000, d, 2, d)).value();
      assertEquals(expected, value, 0.06, d + " dimensions");
    }
  }

  @Test
  void valueIsThatOfAUniformLawWhateverTheWeightsAndTheNeighbour() {
    // Twice as many samples left of 1, of half the weight each, are the uniform law on [0, 2].
    RandomGenerator random = Samples.random(5);
    float[] x = new float[6000];
    double[] masses = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      boolean left = i < 4000;
      x[i] = (float) (random.nextDouble() + (left ? 0 : 1));
      masses[i] = left ? 1 : 2;
    }
    LabeledDataset particles =
        LabeledDataset.of("uniform", Matrix.wrap(x.length, 1, x), Labels.hard(new int[x.length]))
            .withWeights(Weights.proportional(masses));
    for (int k : new int[] {1, 4, 10}) {
      // four standard deviations of the mean of log r_k
      double tolerance = 4 * Math.sqrt(1.65 / k + 1) / Math.sqrt(6000);
      assertEquals(
          -3 * Math.log(2), at(entropy(3, k), particles).value(), 3 * tolerance, "k = " + k);
    }
  }

  @Test
  void gradientIsLeftToTheDiffusion() {
    Functional.Evaluation at = at(entropy(0.8, 3), particles());
    assertEquals(0.8, at.diffusion());
    for (float g : at.gradient().array()) {
      assertEquals(0f, g);
    }
  }

  @Test
  void noiseGrowsTheVarianceLikeTheHeatKernel() {
    for (int d = 1; d <= 2; d++) {
      LabeledDataset start = gaussian(2000, d, 0.5, 3);
      LabeledDataset end = Steps.descend(entropy(0.7, 1), start, 0.05, 20);
      double expected = Steps.variance(start) + 2 * 0.7 * 1;
      // four standard deviations of the variance of n·d samples
      assertEquals(expected, Steps.variance(end), 4 * expected * Math.sqrt(2.0 / (2000 * d)));
    }
  }

  @Test
  void singleParticlesAndPilesHaveAValueAndAWarning() {
    LabeledDataset one = gaussian(1, 2, 1, 1);
    assertEquals(0, at(entropy(1, 4), one).value());
    assertEquals(1, at(entropy(1, 4), one).warnings().size());
    LabeledDataset pile =
        LabeledDataset.of(
            "pile", Matrix.of(new double[][] {{1}, {1}, {1}, {5}}), Labels.hard(new int[4]));
    Functional.Evaluation at = at(entropy(1, 2), pile);
    assertTrue(Double.isFinite(at.value()));
    assertTrue(at.warnings().getFirst().startsWith("3 of 4 particles lie on 2 others"));
  }
}
