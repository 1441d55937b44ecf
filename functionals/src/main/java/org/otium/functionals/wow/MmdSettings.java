package org.otium.functionals.wow;

import org.otium.api.LabeledDataset;
import org.otium.api.MeasureKernel;
import org.otium.settings.Setting;

/**
 * The functional ½·MMD²_K(·, target) on measures over measures.
 *
 * @param target the dataset Q to flow towards
 * @param kernel K, which compares classes
 * @param directions which random directions each step sees, where the kernel has any
 * @param targetBatch how many samples of each class of the target a step sees; 0 for all
 */
public record MmdSettings(
    @Setting(doc = "The dataset to flow towards.", defaultValue = "target") LabeledDataset target,
    @Setting(doc = "Compares classes as measures.", defaultValue = "riesz-sw") MeasureKernel kernel,
    @Setting(
            doc =
                "Random directions: fresh ones at each step, or fixed ones, as the optimizer backtracking needs.",
            defaultValue = "fresh")
        Directions directions,
    @Setting(
            doc = "How many samples of each class of the target a step sees; 0 for all.",
            defaultValue = "0",
            min = 0)
        int targetBatch) {
  /** Which random directions the steps of a flow see. */
  public enum Directions {
    /** Others at each step, decided by the seed of the flow and the step. */
    FRESH,
    /** The same at every step, decided by the seed of the flow: one function is descended. */
    FIXED
  }

  /**
   * Fresh directions, and all of the target at each step.
   *
   * @param target the dataset Q to flow towards
   * @param kernel K, which compares classes
   * @return the settings
   */
  public static MmdSettings of(LabeledDataset target, MeasureKernel kernel) {
    return new MmdSettings(target, kernel, Directions.FRESH, 0);
  }
}
