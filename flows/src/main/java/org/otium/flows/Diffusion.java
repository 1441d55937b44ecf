package org.otium.flows;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.otium.api.FlowState;
import org.otium.numerics.StepSeed;

/**
 * The noise of the Euler–Maruyama scheme, x ← x + √(2Dτ)·ξ with ξ standard normal (DD §5), which
 * makes the law diffuse by ∂ρ/∂t = D·Δρ.
 */
final class Diffusion {
  private static final RandomGeneratorFactory<RandomGenerator> NORMAL =
      RandomGeneratorFactory.of("L64X128MixRandom");

  private Diffusion() {}

  /**
   * Adds the noise of a step, which the seed and the number of the step decide alone.
   *
   * @param features n×d, changed in place
   * @param state the state before the step
   * @param diffusion D
   * @param tau the time that passes
   */
  static void addTo(float[] features, FlowState state, double diffusion, double tau) {
    RandomGenerator random = NORMAL.create(StepSeed.of(state.seed(), state.step()));
    float scale = (float) Math.sqrt(2 * diffusion * tau);
    int d = state.particles().dimension();
    for (int i = 0; i < state.particles().size(); i++) {
      // A particle without mass is no part of the law; its noise is drawn so that others keep
      // theirs.
      float own = state.particles().weights().get(i) > 0 ? scale : 0;
      for (int j = i * d; j < (i + 1) * d; j++) {
        features[j] += own * (float) random.nextGaussian();
      }
    }
  }
}
