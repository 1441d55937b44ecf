package org.otium.functionals.interaction;

import java.util.List;
import java.util.Map;
import org.otium.api.Compute;
import org.otium.api.FlowState;
import org.otium.api.Functional;
import org.otium.api.LabeledDataset;
import org.otium.api.Matrix;
import org.otium.api.NamedArrays;
import org.otium.functionals.pairwise.ParticlePairs;
import org.otium.functionals.pairwise.Particles;

/**
 * 𝒲(ρ) = ½ Σ_ij m_i m_j c·k(‖x_i − x_j‖²) over some pairs of classes (DD eq. 11), and its
 * Wasserstein gradient Σ_j m_j c·2k'(‖x_i − x_j‖²)(x_i − x_j) (DD eq. 13).
 */
final class RadialInteraction implements Functional {
  private final RadialKernel kernel;
  private final Pairs pairs;
  private final double strength;
  private final Compute compute;

  RadialInteraction(RadialKernel kernel, Pairs pairs, double strength, Compute compute) {
    this.kernel = kernel;
    this.pairs = pairs;
    this.strength = strength;
    this.compute = compute;
  }

  @Override
  public Evaluation evaluate(FlowState state) {
    LabeledDataset particles = state.particles();
    int n = particles.size();
    double[] mass = particles.weights().toArray();
    int[] classes = Particles.classes(particles);
    double[] values = new double[n];
    Matrix gradient =
        new ParticlePairs(particles.features(), compute)
            .weightedDifferences(
                (i, row, from) -> {
                  double value = 0;
                  for (int j = 0; j < n; j++) {
                    if (mass[i] == 0 || mass[j] == 0 || !pairs.include(classes[i], classes[j])) {
                      row[from + j] = 0;
                      continue;
                    }
                    double squared = row[from + j];
                    double k = kernel.value(squared);
                    value += mass[j] * k;
                    row[from + j] = (float) (strength * mass[j] * kernel.slope(squared, k));
                  }
                  values[i] = mass[i] * value;
                });
    double sum = 0;
    for (double v : values) {
      sum += v;
    }
    double value = strength / 2 * sum;
    return new Evaluation(
        value, gradient, Map.of("interaction", value), NamedArrays.empty(), List.of());
  }
}
