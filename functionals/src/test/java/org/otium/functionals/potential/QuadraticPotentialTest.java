package org.otium.functionals.potential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.otium.api.Functional;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.api.PotentialFunctional;
import org.otium.functionals.Steps;
import org.otium.testkit.FunctionalContract;
import org.otium.testkit.Samples;

class QuadraticPotentialTest extends FunctionalContract {
  @Override
  protected Functional functional() {
    return quadratic(0.7, 1, -2, 0.5);
  }

  @Override
  protected Optional<Functional> translated(float[] shift) {
    return Optional.of(quadratic(0.7, 1 + shift[0], -2 + shift[1], 0.5 + shift[2]));
  }

  @Override
  protected LabeledDataset particles() {
    return Samples.clouds(4, 2, 5, 3, 3);
  }

  private static Functional quadratic(double curvature, double... center) {
    List<Double> c = Arrays.stream(center).boxed().toList();
    return new PotentialFunctional(
        new QuadraticPotential(new QuadraticPotentialSettings(curvature, c)));
  }

  @Test
  void flowsApproachEachOtherAtTheRateOfTheConvexity() {
    // DD prop. A.2: δ(t) = ½W₂² of two flows of a λ-convex functional falls at least like e^{−2λt},
    // and for the quadratic potential exactly so.
    double lambda = 1.5;
    double tau = 1e-3;
    Functional functional = quadratic(lambda);
    LabeledDataset first = line(Samples.random(1), 0, 1);
    LabeledDataset second = line(Samples.random(2), 4, 3);
    double start = halfSquaredWasserstein(first, second);
    double before = start;
    for (int block = 1; block <= 10; block++) {
      first = Steps.descend(functional, first, tau, 100);
      second = Steps.descend(functional, second, tau, 100);
      double now = halfSquaredWasserstein(first, second);
      double t = block * 100 * tau;
      assertTrue(now < before, "at " + t);
      assertEquals(1, now / (start * Math.exp(-2 * lambda * t)), 5 * lambda * lambda * tau * t);
      before = now;
    }
  }

  private static LabeledDataset line(RandomGenerator random, double mean, double deviation) {
    float[] x = new float[60];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) (mean + deviation * random.nextGaussian());
    }
    return LabeledDataset.of("line", Matrix.wrap(x.length, 1, x), Labels.hard(new int[x.length]));
  }

  /** On the line the optimal plan couples in order. */
  private static double halfSquaredWasserstein(LabeledDataset a, LabeledDataset b) {
    float[] x = a.features().toArray();
    float[] y = b.features().toArray();
    Arrays.sort(x);
    Arrays.sort(y);
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += Math.pow(x[i] - y[i], 2) / x.length;
    }
    return sum / 2;
  }
}
