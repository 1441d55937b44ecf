package org.otium.flows;

import org.otium.api.Flow;
import org.otium.api.FlowCheckpoint;
import org.otium.api.FlowDynamics;
import org.otium.api.FlowState;
import org.otium.api.Functional;
import org.otium.api.LabeledDataset;
import org.otium.api.NamedArrays;
import org.otium.api.Optimizer;

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
    Optimizer.Run run = settings.optimizer().start(size(start));
    return new FeatureFlow(functional, FlowState.initial(start, seed), run, settings.clamp());
  }

  @Override
  public Flow resume(Functional functional, FlowCheckpoint checkpoint) {
    int size = size(checkpoint.state().particles());
    NamedArrays buffers = checkpoint.optimizer();
    Optimizer.Run run = settings.optimizer().resume(size, buffers);
    return new FeatureFlow(functional, checkpoint.state(), run, settings.clamp());
  }

  private static int size(LabeledDataset particles) {
    return particles.features().array().length;
  }
}
