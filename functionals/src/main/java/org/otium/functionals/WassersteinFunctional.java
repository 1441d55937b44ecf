package org.otium.functionals;

import org.otium.api.FlowState;
import org.otium.api.Functional;
import org.otium.api.LabelDistance;

/**
 * The functional ½·W₂²(ρ, β) of the features alone, debiased if its solver is biased: what {@link
 * OtddFunctional} is compared with to see what labels do (DD fig. 12).
 */
public final class WassersteinFunctional implements Functional {
  private static final LabelDistance NONE =
      (a, b) -> {
        throw new IllegalStateException("labels that weigh nothing are not compared");
      };

  private final OtddFunctional blind;

  /**
   * Makes the functional.
   *
   * @param settings the target and how to compare with it
   */
  public WassersteinFunctional(WassersteinFunctionalSettings settings) {
    this.blind =
        new OtddFunctional(
            new OtddFunctionalSettings(
                settings.target(),
                settings.solver(),
                NONE,
                settings.groundCost(),
                1,
                0,
                settings.debiased(),
                false));
  }

  @Override
  public Evaluation evaluate(FlowState state) {
    return blind.evaluate(state);
  }
}
