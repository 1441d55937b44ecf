package org.otium.api;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The potential energy 𝒱(ρ) = ∫ V(z) dρ(z) (DD eq. 10); its Wasserstein gradient is ∇V (DD eq.
 * 13).
 */
public final class PotentialFunctional implements Functional {
  private final PotentialEnergy potential;

  /**
   * The energy of a potential.
   *
   * @param potential V
   */
  public PotentialFunctional(PotentialEnergy potential) {
    this.potential = potential;
  }

  @Override
  public Evaluation evaluate(FlowState state) {
    LabeledDataset particles = state.particles();
    int n = particles.size();
    int d = particles.dimension();
    float[] point = new float[d];
    float[] pointGradient = new float[d];
    float[] gradient = new float[Math.multiplyExact(n, d)];
    double value = 0;
    for (int i = 0; i < n; i++) {
      double mass = particles.weights().get(i);
      if (mass == 0) {
        continue;
      }
      System.arraycopy(particles.features().array(), i * d, point, 0, d);
      Arrays.fill(pointGradient, 0f);
      value += mass * potential.evaluate(point, particles.labels().classOf(i), pointGradient);
      System.arraycopy(pointGradient, 0, gradient, i * d, d);
    }
    return new Evaluation(
        value,
        Matrix.wrap(n, d, gradient),
        Map.of("potential", value),
        NamedArrays.empty(),
        List.of());
  }
}
