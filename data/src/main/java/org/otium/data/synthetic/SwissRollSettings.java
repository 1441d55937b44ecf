package org.otium.data.synthetic;

import org.otium.data.common.Require;
import org.otium.settings.Setting;

/**
 * A rolled-up sheet in space, its classes one after the other along the roll.
 *
 * @param classes number of classes
 * @param perClass points of each class
 * @param height width of the sheet
 * @param noise standard deviation of the points about the sheet
 */
public record SwissRollSettings(
    @Setting(doc = "Number of classes.", defaultValue = "4", min = 1, max = 1000) int classes,
    @Setting(doc = "Points of each class.", defaultValue = "150", min = 1, max = 10_000_000)
        int perClass,
    @Setting(doc = "Width of the sheet.", defaultValue = "21", min = 0, max = 1e6) double height,
    @Setting(
            doc = "Standard deviation of the points about the sheet.",
            defaultValue = "0",
            min = 0,
            max = 1e6)
        double noise) {
  /** Checks the numbers. */
  public SwissRollSettings {
    Require.between("classes", classes, 1, 1000);
    Require.between("per-class", perClass, 1, 10_000_000);
    Require.between("height", height, 0, 1e6);
    Require.between("noise", noise, 0, 1e6);
  }

  /**
   * Everything as by default.
   *
   * @return the settings
   */
  public static SwissRollSettings defaults() {
    return new SwissRollSettings(4, 150, 21, 0);
  }
}
