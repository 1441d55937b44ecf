package org.otium.data.synthetic;

import org.otium.data.common.Require;
import org.otium.settings.Setting;

/**
 * Two half circles that reach into each other.
 *
 * @param perClass points of each class
 * @param noise standard deviation of the points about the half circles
 */
public record MoonsSettings(
    @Setting(
            doc = "Points of each of the two classes.",
            defaultValue = "100",
            min = 1,
            max = 10_000_000)
        int perClass,
    @Setting(
            doc = "Standard deviation of the points about the half circles, whose radius is 1.",
            defaultValue = "0.05",
            min = 0,
            max = 1e6)
        double noise) {
  /** Checks the numbers. */
  public MoonsSettings {
    Require.between("per-class", perClass, 1, 10_000_000);
    Require.between("noise", noise, 0, 1e6);
  }

  /**
   * Everything as by default.
   *
   * @return the settings
   */
  public static MoonsSettings defaults() {
    return new MoonsSettings(100, 0.05);
  }
}
