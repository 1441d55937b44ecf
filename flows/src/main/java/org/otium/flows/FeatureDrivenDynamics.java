package org.otium.flows;

import org.otium.api.Flow;
import org.otium.api.FlowCheckpoint;
import org.otium.api.FlowDynamics;
import org.otium.api.FlowState;
import org.otium.api.Functional;
import org.otium.api.InvalidInputException;
import org.otium.api.LabelMeasures;
import org.otium.api.LabeledDataset;

/**
 * Feature-driven dynamics (fd; DD §6.1 and algorithm 1): only features descend. Labels stay, and
 * the class-conditional measures follow because they are computed from the features.
 */
public final class FeatureDrivenDynamics implements FlowDynamics {
  private final FeatureDrivenSettings settings;

  /**
   * Makes the dynamics.
   *
   * @param settings the optimizer and whether to clamp
   */
  public FeatureDrivenDynamics(FeatureDrivenSettings settings) {
    this.settings = settings;
  }

  @Override
  public Flow start(Functional functional, LabeledDataset start, long seed) {
    FlowState state = FlowState.initial(start, seed);
    return new ParticleFlow(
        functional, state, optimizers().start(state), settings.clamp(), LabelUpdate.NONE);
  }

  @Override
  public Flow resume(Functional functional, FlowCheckpoint checkpoint) {
    FlowState state = checkpoint.state();
    if (!(state.labelMeasures() instanceof LabelMeasures.Empirical)) {
      throw otherDynamics();
    }
    return new ParticleFlow(
        functional,
        state,
        optimizers().resume(state, checkpoint.optimizer()),
        settings.clamp(),
        LabelUpdate.NONE);
  }

  private BlockOptimizers optimizers() {
    return new BlockOptimizers(settings.optimizer(), settings.optimizer(), settings.optimizer());
  }

  /** The checkpoint holds what labels stand for in another dynamics. */
  static InvalidInputException otherDynamics() {
    return new InvalidInputException(
        "the checkpoint was written by other dynamics",
        "Resume it with the dynamics that it was started with.");
  }
}
