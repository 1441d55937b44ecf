package org.otium.functionals.wow;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.otium.api.ClassConditional;
import org.otium.api.Discrepancy;
import org.otium.api.DiscreteMeasure;
import org.otium.api.FlowState;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Matrix;
import org.otium.api.NamedArrays;
import org.otium.numerics.ClassBatch;
import org.otium.numerics.StepSeed;

/**
 * Distribution matching (Zhao and Bilen 2023; WoW, "Dataset Distillation"): ½·Σ_c w_c·MMD²(μ_c,
 * ν_c) with the linear kernel ⟨x, y⟩, class by class, which is ½·Σ_c w_c·‖mean μ_c − mean ν_c‖².
 * All samples of a class move alike: its Wasserstein gradient is the difference of the means.
 */
public final class DistributionMatching implements Discrepancy {
  private final DistributionMatchingSettings settings;
  private final Map<Integer, double[]> means;
  private final Optional<ClassBatch> batches;

  /**
   * Makes the functional.
   *
   * @param settings the target
   */
  public DistributionMatching(DistributionMatchingSettings settings) {
    this.settings = settings;
    this.means = means(settings.target());
    this.batches =
        settings.targetBatch() == 0
            ? Optional.empty()
            : Optional.of(new ClassBatch(settings.target(), settings.targetBatch()));
  }

  @Override
  public LabeledDataset target() {
    return settings.target();
  }

  @Override
  public Discrepancy towards(LabeledDataset other) {
    return new DistributionMatching(
        new DistributionMatchingSettings(other, settings.targetBatch()));
  }

  private static Map<Integer, double[]> means(LabeledDataset dataset) {
    Map<Integer, double[]> means = new TreeMap<>();
    for (ClassConditional c : dataset.classConditionals()) {
      means.put(c.classId(), mean(c.measure()));
    }
    return means;
  }

  private static double[] mean(DiscreteMeasure measure) {
    int d = measure.dimension();
    float[] points = measure.points().array();
    double[] mean = new double[d];
    for (int i = 0; i < measure.size(); i++) {
      double weight = measure.weights().get(i);
      for (int j = 0; j < d; j++) {
        mean[j] += weight * points[i * d + j];
      }
    }
    return mean;
  }

  @Override
  public boolean variesFromStepToStep() {
    return batches.isPresent();
  }

  @Override
  public Evaluation evaluate(FlowState state) {
    LabeledDataset particles = state.particles();
    int d = particles.dimension();
    if (d != settings.target().dimension()) {
      throw new InvalidInputException(
          "particles of " + d + " features and a target of " + settings.target().dimension(),
          "Resize one dataset: they must lie in one feature space.");
    }
    Map<Integer, double[]> targets =
        batches
            .map(b -> means(b.draw(StepSeed.of(state.seed(), state.step())).batch()))
            .orElse(means);
    float[] gradient = new float[particles.features().array().length];
    double value = 0;
    for (ClassConditional c : particles.classConditionals()) {
      double[] target = targets.get(c.classId());
      if (target == null) {
        throw new InvalidInputException(
            "class " + c.name() + " of the particles is no class of the target",
            "Distribution matching goes class by class: relabel the particles, or use 'mmd'.");
      }
      double[] gap = mean(c.measure());
      double squared = 0;
      for (int j = 0; j < d; j++) {
        gap[j] -= target[j];
        squared += gap[j] * gap[j];
      }
      value += 0.5 * c.mass() * squared;
      for (int i : c.samples()) {
        if (particles.weights().get(i) > 0) {
          for (int j = 0; j < d; j++) {
            gradient[i * d + j] = (float) gap[j];
          }
        }
      }
    }
    return new Evaluation(
        value,
        Matrix.wrap(particles.size(), d, gradient),
        Map.of(),
        NamedArrays.empty(),
        List.of());
  }
}
