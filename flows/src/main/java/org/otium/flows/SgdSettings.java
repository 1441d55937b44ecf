package org.otium.flows;

import org.otium.settings.Setting;

/**
 * Plain gradient descent.
 *
 * @param stepSize τ
 * @param schedule how τ changes along the flow
 */
public record SgdSettings(
    @Setting(
            doc = "Step size τ, in units of flow time.",
            defaultValue = "0.5",
            min = 0,
            exclusiveMin = true)
        double stepSize,
    @Setting(doc = "How the step size changes along the flow.", defaultValue = "")
        StepSchedule schedule) {
  /**
   * Steps of one size.
   *
   * @param stepSize τ
   */
  public SgdSettings(double stepSize) {
    this(stepSize, StepSchedule.constant());
  }
}
