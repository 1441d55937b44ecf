package org.otium.data.synthetic;

import org.otium.data.common.Require;
import org.otium.settings.Setting;

/**
 * A mixture of Gaussians, one a class.
 *
 * @param classes number of classes
 * @param perClass points of each class
 * @param dimension number of features
 * @param radius how far the means lie from the origin
 * @param deviation standard deviation of a class along each axis (their geometric mean)
 * @param anisotropy ratio of the largest to the smallest standard deviation
 */
public record GaussianMixtureSettings(
    @Setting(doc = "Number of classes.", defaultValue = "3", min = 1, max = 10_000) int classes,
    @Setting(doc = "Points of each class.", defaultValue = "100", min = 1, max = 10_000_000)
        int perClass,
    @Setting(doc = "Number of features.", defaultValue = "2", min = 1, max = 100_000) int dimension,
    @Setting(doc = "Distance of the means from the origin.", defaultValue = "3", min = 0, max = 1e6)
        double radius,
    @Setting(
            doc = "Standard deviation of a class (geometric mean over its axes).",
            defaultValue = "0.5",
            min = 0,
            max = 1e6)
        double deviation,
    @Setting(
            doc =
                "Largest over smallest standard deviation of a class, along axes turned at random.",
            defaultValue = "1",
            min = 1,
            max = 1000)
        double anisotropy) {
  /** Checks the numbers. */
  public GaussianMixtureSettings {
    Require.between("classes", classes, 1, 10_000);
    Require.between("per-class", perClass, 1, 10_000_000);
    Require.between("dimension", dimension, 1, anisotropy > 1 ? 1000 : 100_000);
    Require.between("radius", radius, 0, 1e6);
    Require.between("deviation", deviation, 0, 1e6);
    Require.between("anisotropy", anisotropy, 1, 1000);
  }

  /**
   * Everything as by default.
   *
   * @return the settings
   */
  public static GaussianMixtureSettings defaults() {
    return new GaussianMixtureSettings(3, 100, 2, 3, 0.5, 1);
  }
}
