package org.otium.data.synthetic;

import org.otium.data.common.Require;
import org.otium.settings.Setting;

/**
 * Gaussians on a square grid in the plane, several of which may share a class.
 *
 * @param side Gaussians along each side
 * @param perGaussian points of each Gaussian
 * @param classes number of classes
 * @param shift by how much class ids are turned
 * @param spacing distance between neighbouring means
 * @param deviation standard deviation of a Gaussian along each axis
 */
public record GaussianGridSettings(
    @Setting(doc = "Gaussians along each side.", defaultValue = "4", min = 1, max = 100) int side,
    @Setting(doc = "Points of each Gaussian.", defaultValue = "100", min = 1, max = 1_000_000)
        int perGaussian,
    @Setting(
            doc = "Number of classes; the Gaussians take turns, row by row.",
            defaultValue = "4",
            min = 1,
            max = 10_000)
        int classes,
    @Setting(
            doc =
                "By how much class ids are turned: the same points with other labels, such as in GG"
                    + " figure 8.",
            defaultValue = "0",
            min = 0)
        int shift,
    @Setting(
            doc = "Distance between neighbouring means.",
            defaultValue = "3",
            min = 0,
            exclusiveMin = true,
            max = 1e6)
        double spacing,
    @Setting(
            doc = "Standard deviation of a Gaussian along each axis.",
            defaultValue = "0.4",
            min = 0,
            max = 1e6)
        double deviation) {
  /** Checks the numbers. */
  public GaussianGridSettings {
    Require.between("side", side, 1, 100);
    Require.between("per-gaussian", perGaussian, 1, 1_000_000);
    Require.between("classes", classes, 1, (double) side * side);
    Require.between("shift", shift, 0, Integer.MAX_VALUE);
    Require.between("spacing", spacing, Double.MIN_NORMAL, 1e6);
    Require.between("deviation", deviation, 0, 1e6);
  }

  /**
   * Everything as by default.
   *
   * @return the settings
   */
  public static GaussianGridSettings defaults() {
    return new GaussianGridSettings(4, 100, 4, 0, 3, 0.4);
  }

  /**
   * The same points with other labels.
   *
   * @param turn by how much class ids are turned
   * @return new settings
   */
  public GaussianGridSettings withShift(int turn) {
    return new GaussianGridSettings(side, perGaussian, classes, turn, spacing, deviation);
  }
}
