package org.otium.flows;

import java.util.List;
import org.otium.api.Flow;
import org.otium.api.FlowCheckpoint;
import org.otium.api.FlowDynamics;
import org.otium.api.FlowState;
import org.otium.api.Functional;
import org.otium.api.LabelMeasures;
import org.otium.api.LabeledDataset;

/**
 * Wasserstein over Wasserstein gradient descent (WoW, "WoW Gradient Flow"): x ← x − τ·∇F(P)(μ^c)(x)
 * for every sample of every class, P_{k+1} = exp_{P_k}(−τ·∇F(P_k)). That is {@link
 * FeatureDrivenDynamics} with momentum, as the gradients of all functionals here are Wasserstein
 * gradients; what it adds are steps of some samples of each class, and classes that take the ids of
 * target classes by an optimal assignment along the way.
 */
public final class WowDynamics implements FlowDynamics {
  private final WowSettings settings;

  /**
   * Makes the dynamics.
   *
   * @param settings the optimizer, the batches and the assignment
   */
  public WowDynamics(WowSettings settings) {
    this.settings = settings;
  }

  @Override
  public Flow start(Functional functional, LabeledDataset start, long seed) {
    FlowState state = FlowState.initial(start, seed);
    return flow(functional, state, optimizers().start(state));
  }

  @Override
  public Flow resume(Functional functional, FlowCheckpoint checkpoint) {
    FlowState state = checkpoint.state();
    if (!(state.labelMeasures() instanceof LabelMeasures.Empirical)) {
      throw FeatureDrivenDynamics.otherDynamics();
    }
    return flow(functional, state, optimizers().resume(state, checkpoint.optimizer()));
  }

  private BlockOptimizers optimizers() {
    return new BlockOptimizers(settings.optimizer(), settings.optimizer(), settings.optimizer());
  }

  private Flow flow(Functional functional, FlowState state, List<BlockOptimizers.Moving> moving) {
    LabelUpdate relabelling =
        settings.relabelEvery() == 0 || settings.target().isEmpty()
            ? LabelUpdate.NONE
            : new ClassAssignment(
                settings.target().get(), settings.labelDistance(), settings.relabelEvery());
    return new ParticleFlow(
        settings.batch() == 0 ? functional : new BatchedFunctional(functional, settings.batch()),
        state,
        moving,
        settings.clamp(),
        relabelling);
  }
}
