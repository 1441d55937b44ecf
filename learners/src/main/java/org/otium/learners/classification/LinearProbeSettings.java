package org.otium.learners.classification;

import org.otium.api.InvalidInputException;
import org.otium.settings.Setting;

/**
 * How a linear classifier is trained.
 *
 * @param l2 λ, the weight of ½‖W‖² beside the mean cross-entropy
 * @param maxIterations how many iterations L-BFGS may take
 * @param tolerance the norm of the gradient, relative to that at the start, at which to stop
 */
public record LinearProbeSettings(
    @Setting(
            doc = "Weight of half the squared norm of the coefficients beside the mean loss.",
            defaultValue = "1e-3",
            min = 0)
        double l2,
    @Setting(doc = "How many iterations L-BFGS may take.", defaultValue = "200", min = 1)
        int maxIterations,
    @Setting(
            doc = "Stop once the gradient is this much smaller than at the start.",
            defaultValue = "1e-3",
            min = 0,
            exclusiveMin = true)
        double tolerance) {
  /** Checks the numbers. */
  public LinearProbeSettings {
    if (!(l2 >= 0) || Double.isInfinite(l2)) {
      throw new InvalidInputException(
          "a regularisation of " + l2, "It must be finite and not negative.");
    }
    if (maxIterations < 1) {
      throw new InvalidInputException(maxIterations + " iterations", "Allow at least one.");
    }
    if (!(tolerance > 0) || Double.isInfinite(tolerance)) {
      throw new InvalidInputException(
          "a tolerance of " + tolerance, "It must be positive and finite.");
    }
  }

  /**
   * Everything as by default.
   *
   * @return the settings
   */
  public static LinearProbeSettings defaults() {
    return new LinearProbeSettings(1e-3, 200, 1e-3);
  }

  /**
   * The same with another regularisation.
   *
   * @param weight λ
   * @return new settings
   */
  public LinearProbeSettings withL2(double weight) {
    return new LinearProbeSettings(weight, maxIterations, tolerance);
  }

  /**
   * The same with another end.
   *
   * @param iterations at most
   * @param gradient relative norm
   * @return new settings
   */
  public LinearProbeSettings until(int iterations, double gradient) {
    return new LinearProbeSettings(l2, iterations, gradient);
  }
}
