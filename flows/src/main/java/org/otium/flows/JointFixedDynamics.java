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
 * Joint-driven dynamics with fixed labels (jd-fl; DD §6.1 and algorithm 2): features descend, and
 * so do a Gaussian for each class, which starts as that of its samples and then is a variable of
 * its own.
 *
 * <p>Steps are taken on roots of the covariances, so that these stay positive semi-definite; see
 * {@link org.otium.api.GaussianFamily}.
 */
public final class JointFixedDynamics implements FlowDynamics {
  private final JointFixedSettings settings;
  private final Compute compute;

  /**
   * Makes the dynamics.
   *
   * @param settings the optimizers and the covariances
   * @param compute what the machine offers
   */
  public JointFixedDynamics(JointFixedSettings settings, Compute compute) {
    this.settings = settings;
    this.compute = compute;
  }

  @Override
  public Flow start(Functional functional, LabeledDataset start, long seed) {
    LabelMeasures measures =
        ClassGaussians.perClass(
            start,
            settings.covariance().form(),
            settings.covariance().rows(settings.rank()),
            compute);
    FlowState state = FlowState.initial(start, seed).withLabelMeasures(measures);
    return new ParticleFlow(
        functional, state, settings.optimizers().start(state), settings.clamp(), LabelUpdate.NONE);
  }

  @Override
  public Flow resume(Functional functional, FlowCheckpoint checkpoint) {
    FlowState state = checkpoint.state();
    if (!(state.labelMeasures() instanceof LabelMeasures.PerClass)) {
      throw FeatureDrivenDynamics.otherDynamics();
    }
    return new ParticleFlow(
        functional,
        state,
        settings.optimizers().resume(state, checkpoint.optimizer()),
        settings.clamp(),
        LabelUpdate.NONE);
  }
}
