package org.otium.flows;

import org.otium.settings.Setting;

/**
 * Heavy-ball momentum.
 *
 * @param stepSize τ
 * @param momentum m
 * @param schedule how τ changes along the flow
 */
public record MomentumSettings(
    @Setting(
            doc = "Step size τ, in units of flow time.",
            defaultValue = "0.1",
            min = 0,
            exclusiveMin = true)
        double stepSize,
    @Setting(
            doc = "Share of the last step that is kept; below 1.",
            defaultValue = "0.9",
            min = 0,
            max = 0.9999)
        double momentum,
    @Setting(doc = "How the step size changes along the flow.", defaultValue = "")
        StepSchedule schedule) {
  /**
   * Steps of one size.
   *
   * @param stepSize τ
   * @param momentum m
   */
  public MomentumSettings(double stepSize, double momentum) {
    this(stepSize, momentum, StepSchedule.constant());
  }
}
