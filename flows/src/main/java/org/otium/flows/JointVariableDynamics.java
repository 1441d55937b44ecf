package org.otium.flows;

import org.otium.api.Compute;
import org.otium.api.Flow;
import org.otium.api.FlowCheckpoint;
import org.otium.api.FlowDynamics;
import org.otium.api.FlowState;
import org.otium.api.Functional;
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
 * assignment); its id and name stay. Clusters without predecessor get the smallest free ids. A
 * clustering with random starts has the same seed at each relabelling, that of the flow, so that
 * classes change where Gaussians moved and not because other starts were drawn.
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
    LabelMeasures measures =
        ClassGaussians.perParticle(
            start,
            settings.covariance().form(),
            settings.covariance().rows(settings.rank()),
            FAMILIES_A_STEP,
            compute);
    FlowState state = FlowState.initial(start, seed).withLabelMeasures(measures);
    return new ParticleFlow(
        functional, state, settings.optimizers().start(state), settings.clamp(), relabelling());
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
