package org.otium.solvers.neural;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.otium.api.Compute;
import org.otium.api.LabelDistance;
import org.otium.functionals.GaussianLabelDistance;
import org.otium.functionals.GaussianLabelDistanceSettings;
import org.otium.numerics.JavaLinearAlgebra;

/** What these tests are made of. */
final class Parts {
  /** One thread, which learns the same as several. */
  static final Compute COMPUTE = new Compute(new JavaLinearAlgebra(1), 1, 1L << 30);

  private Parts() {}

  static LabelDistance labelDistance() {
    return new GaussianLabelDistance(GaussianLabelDistanceSettings.full(), COMPUTE);
  }

  static NeuralMapSettings settings() {
    return NeuralMapSettings.of(labelDistance());
  }

  static RandomGenerator random(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }
}
