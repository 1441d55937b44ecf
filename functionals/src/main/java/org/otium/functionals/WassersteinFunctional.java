package org.otium.functionals;

import org.otium.api.Discrepancy;
import org.otium.api.FlowState;
import org.otium.api.LabelDistance;
import org.otium.api.LabeledDataset;

/**
 * The functional ½·W₂²(ρ, β) of the features alone, debiased if its solver is biased: what {@link
 * OtddFunctional} is compared with to see what labels do (DD fig. 12).
 */
public final class WassersteinFunctional implements Discrepancy {
  private static final LabelDistance NONE =
      (a, b) -> {
        throw new IllegalStateException("labels that weigh nothing are not compared");
      };

  private final WassersteinFunctionalSettings settings;
  private final OtddFunctional blind;

  /**
   * Makes the functional.
   *
   * @param settings the target and how to compare with it
   */
  public WassersteinFunctional(WassersteinFunctionalSettings settings) {
    this.settings = settings;
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
  public LabeledDataset target() {
    return settings.target();
  }

  @Override
  public Discrepancy towards(LabeledDataset other) {
    return new WassersteinFunctional(
        new WassersteinFunctionalSettings(
            other, settings.solver(), settings.groundCost(), settings.debiased()));
  }

  @Override
  public Evaluation evaluate(FlowState state) {
    return blind.evaluate(state);
  }
}
