package org.otium.functionals;

import java.util.random.RandomGenerator;
import org.otium.api.Compute;
import org.otium.api.FlowState;
import org.otium.api.Functional;
import org.otium.api.LabeledDataset;
import org.otium.api.Matrix;
import org.otium.numerics.JavaLinearAlgebra;
import org.otium.testkit.Samples;

/** The plainest dynamics, x ← x − τ∇_W F + √(2Dτ)·ξ (DD eq. 17), to hold functionals against. */
public final class Steps {
  /** Two threads, enough memory. */
  public static final Compute COMPUTE = compute(2, 1L << 30);

  private Steps() {}

  /** An offer of the pure Java linear algebra. */
  public static Compute compute(int threads, long memoryBudget) {
    return new Compute(new JavaLinearAlgebra(threads), threads, memoryBudget);
  }

  /** Where some steps lead. */
  public static LabeledDataset descend(
      Functional functional, LabeledDataset start, double tau, int steps) {
    RandomGenerator random = Samples.random(99);
    FlowState state = FlowState.initial(start, 0);
    for (int s = 0; s < steps; s++) {
      Functional.Evaluation at = functional.evaluate(state);
      float[] x = state.particles().features().toArray();
      double noise = Math.sqrt(2 * at.diffusion() * tau);
      for (int i = 0; i < x.length; i++) {
        x[i] -= (float) (tau * at.gradient().array()[i]);
        if (noise > 0) {
          x[i] += (float) (noise * random.nextGaussian());
        }
      }
      Matrix moved = Matrix.wrap(start.size(), start.dimension(), x);
      state =
          state
              .withParticles(state.particles().withFeatures(moved))
              .withStep(s + 1)
              .withWarmStart(at.warmStart());
    }
    return state.particles();
  }

  /** Σ m‖x − mean‖²/d: the variance along an axis, for a law without a preferred axis. */
  public static double variance(LabeledDataset particles) {
    int d = particles.dimension();
    double sum = 0;
    for (int j = 0; j < d; j++) {
      double mean = 0;
      double second = 0;
      for (int i = 0; i < particles.size(); i++) {
        double x = particles.features().get(i, j);
        mean += particles.weights().get(i) * x;
        second += particles.weights().get(i) * x * x;
      }
      sum += second - mean * mean;
    }
    return sum / d;
  }
}
