package org.otium.functionals.interaction;

import org.otium.api.Compute;
import org.otium.api.FlowState;
import org.otium.api.Functional;

/**
 * The interaction energy of W(z, z') = exp(−‖x − x'‖/ℓ)·1[y ≠ y'] (DD §5 with ℓ = 1). Where two
 * samples coincide, their part of the gradient is the subgradient zero.
 */
public final class ClassRepulsion implements Functional {
  private final RadialInteraction interaction;

  /**
   * Makes the functional.
   *
   * @param settings the reach
   * @param compute linear algebra, threads and memory
   */
  public ClassRepulsion(ClassRepulsionSettings settings, Compute compute) {
    this.interaction =
        new RadialInteraction(
            new RadialKernel.Exponential(settings.length()), Pairs.DIFFERENT_CLASSES, 1, compute);
  }

  @Override
  public Evaluation evaluate(FlowState state) {
    return interaction.evaluate(state);
  }
}
