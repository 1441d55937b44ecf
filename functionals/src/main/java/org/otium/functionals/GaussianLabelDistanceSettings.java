package org.otium.functionals;

import org.otium.settings.Setting;

/**
 * How Gaussians are fitted to classes.
 *
 * @param covariance what is kept of the covariances
 */
public record GaussianLabelDistanceSettings(
    @Setting(
            doc = "The covariances of the classes: full, or diagonal, which ignores correlations.",
            defaultValue = "full")
        Shape covariance) {
  /** What is kept of a covariance. */
  public enum Shape {
    /** All of it. */
    FULL,
    /** The variances. */
    DIAGONAL
  }

  /**
   * Full covariances.
   *
   * @return the defaults
   */
  public static GaussianLabelDistanceSettings full() {
    return new GaussianLabelDistanceSettings(Shape.FULL);
  }
}
