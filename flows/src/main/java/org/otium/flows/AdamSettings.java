package org.otium.flows;

import org.otium.settings.Setting;

/**
 * Adam.
 *
 * @param stepSize the largest move of a feature in one step
 * @param beta1 decay of the mean of gradients
 * @param beta2 decay of the mean of squared gradients
 * @param stabilizer added to the root of the mean square
 * @param schedule how the step size changes along the flow
 */
public record AdamSettings(
    @Setting(
            doc = "The largest move of a feature in one step, about.",
            defaultValue = "0.02",
            min = 0,
            exclusiveMin = true)
        double stepSize,
    @Setting(
            doc = "Decay of the running mean of gradients.",
            defaultValue = "0.9",
            min = 0,
            max = 0.999999)
        double beta1,
    @Setting(
            doc = "Decay of the running mean of squared gradients.",
            defaultValue = "0.999",
            min = 0,
            max = 0.9999999)
        double beta2,
    @Setting(
            doc = "Added to the root of the mean square so that it is never zero.",
            defaultValue = "1e-8",
            min = 0,
            exclusiveMin = true)
        double stabilizer,
    @Setting(doc = "How the step size changes along the flow.", defaultValue = "")
        StepSchedule schedule) {
  /**
   * Steps of one size.
   *
   * @param stepSize the largest move of a feature in one step
   * @param beta1 decay of the mean of gradients
   * @param beta2 decay of the mean of squared gradients
   * @param stabilizer added to the root of the mean square
   */
  public AdamSettings(double stepSize, double beta1, double beta2, double stabilizer) {
    this(stepSize, beta1, beta2, stabilizer, StepSchedule.constant());
  }
}
