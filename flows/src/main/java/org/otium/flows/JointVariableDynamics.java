package org.otium.flows;

import java.util.Locale;
import org.otium.api.Compute;
import org.otium.api.Flow;
import org.otium.api.FlowCheckpoint;
import org.otium.api.FlowDynamics;
import org.otium.api.FlowState;
import org.otium.api.Functional;
import org.otium.api.InvalidInputException;
import org.otium.api.LabelMeasures;
import org.otium.api.LabeledDataset;
import org.otium.numerics.ClassGaussians;

/**
 * Joint-driven dynamics with variable labels (jd-vl; DD §6.1 and algorithm 3): features descend,
 * and so does a Gaussian for each particle, which starts as that of its class. The classes are
 * clusters of these Gaussians: they split, merge, appear and vanish along the flow.
 *
 * <p>Clusters are found under the distance ‖m − m'‖² + ‖Σ^½ − Σ'^½‖²_F, which bounds W₂² from above
 * and equals it where the covariances commute. From one relabelling to the next, a class is
 * continued by the cluster that it shares the most mass with, over all classes together (an optimal
 * assignment); its id and name stay. Clusters without predecessor get the smallest free ids.
 */
public final class JointVariableDynamics implements FlowDynamics {
  private final JointVariableSettings settings;
  private final Compute compute;

  /**
   * Makes the dynamics.
   *
   * @param settings the optimizers, the covariances and the clustering
   * @param compute what the machine offers
   */
  public JointVariableDynamics(JointVariableSettings settings, Compute compute) {
    this.settings = settings;
    this.compute = compute;
  }

  /**
   * What a step holds beside each other: the family, its successor, a trial, the gradients of two
   * terms and of their sum.
   */
  private static final int FAMILIES_A_STEP = 6;

  @Override
  public Flow start(Functional functional, LabeledDataset start, long seed) {
    requireMemory(start);
    LabelMeasures measures =
        ClassGaussians.perParticle(
            start,
            settings.covariance().form(),
            settings.covariance().rows(settings.rank()),
            compute);
    FlowState state = FlowState.initial(start, seed).withLabelMeasures(measures);
    return new ParticleFlow(
        functional, state, settings.optimizers().start(state), settings.clamp(), relabelling());
  }

  private void requireMemory(LabeledDataset start) {
    int d = start.dimension();
    int largest =
        start.classConditionals().stream().mapToInt(c -> c.measure().size()).max().orElse(1);
    int rows =
        switch (settings.covariance()) {
          case DIAGONAL -> 1;
          case FULL -> Math.min(largest, d);
          case LOW_RANK -> Math.min(settings.rank(), Math.min(largest, d));
        };
    double row = (double) FAMILIES_A_STEP * Float.BYTES * start.size() * d;
    double bytes = row * (rows + 1);
    if (bytes > compute.memoryBudget()) {
      long rank = (long) (compute.memoryBudget() / row) - 1;
      throw new InvalidInputException(
          String.format(
              Locale.ROOT,
              "a Gaussian for each of %d particles on %d features, with roots of %d rows, takes %.1f GB a step, more than the memory budget of %.1f GB",
              start.size(),
              d,
              rows,
              bytes / 1e9,
              compute.memoryBudget() / 1e9),
          rank >= 1
              ? "Set covariance to diagonal, or to low-rank with a rank of at most " + rank + "."
              : "Use fewer particles, with diagonal covariances if there are many features.");
    }
  }

  @Override
  public Flow resume(Functional functional, FlowCheckpoint checkpoint) {
    FlowState state = checkpoint.state();
    if (!(state.labelMeasures() instanceof LabelMeasures.PerParticle)) {
      throw FeatureDrivenDynamics.otherDynamics();
    }
    return new ParticleFlow(
        functional,
        state,
        settings.optimizers().resume(state, checkpoint.optimizer()),
        settings.clamp(),
        relabelling());
  }

  private Relabelling relabelling() {
    return new Relabelling(
        settings.clustering(), settings.relabelEvery(), settings.noise(), compute);
  }
}
