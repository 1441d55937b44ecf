package org.otium.flows;

import org.otium.settings.Setting;

/**
 * Gradient descent that finds its own step size.
 *
 * @param initialStep τ of the first trial
 * @param decrease c, which share of the predicted decrease a step has to achieve
 * @param shrink what τ is multiplied by when a trial is refused
 * @param growth what τ is multiplied by after a first trial was accepted
 * @param trials how many trials a step has at most
 */
public record BacktrackingSettings(
    @Setting(
            doc = "Step size of the first trial, in units of flow time.",
            defaultValue = "1",
            min = 0,
            exclusiveMin = true)
        double initialStep,
    @Setting(
            doc = "Share of the decrease predicted by the gradient that a step has to achieve.",
            defaultValue = "0.3",
            min = 1e-6,
            max = 0.9)
        double decrease,
    @Setting(
            doc = "What the step size is multiplied by when a trial is refused.",
            defaultValue = "0.5",
            min = 0.01,
            max = 0.99)
        double shrink,
    @Setting(
            doc = "What the step size is multiplied by after a first trial was accepted.",
            defaultValue = "1.5",
            min = 1,
            max = 100)
        double growth,
    @Setting(
            doc = "Most trials a step; after that the particles stay for this step.",
            defaultValue = "20",
            min = 1)
        int trials) {
  /**
   * Settings that suit most flows.
   *
   * @return the defaults
   */
  public static BacktrackingSettings defaults() {
    return new BacktrackingSettings(1, 0.3, 0.5, 1.5, 20);
  }
}
