package org.otium.data.synthetic;

import org.otium.data.common.Require;
import org.otium.settings.Setting;

/**
 * Rings in the plane, one a class.
 *
 * @param stage the rings, or the heap that a flow towards them starts from
 * @param classes number of rings
 * @param perClass points of each class
 * @param radius radius of a ring
 * @param spacing distance of the centres
 * @param noise standard deviation of the points about their place
 */
public record RingsSettings(
    @Setting(
            doc = "target: the rings; start: one heap of all classes, on the first ring.",
            defaultValue = "target")
        Stage stage,
    @Setting(doc = "Number of rings.", defaultValue = "3", min = 1, max = 1000) int classes,
    @Setting(doc = "Points of each class.", defaultValue = "80", min = 1, max = 10_000_000)
        int perClass,
    @Setting(doc = "Radius of a ring.", defaultValue = "0.3", min = 0, max = 1e6) double radius,
    @Setting(
            doc = "Distance of the centres, which lie on the x axis from 0 to the left.",
            defaultValue = "0.75",
            min = 0,
            max = 1e6)
        double spacing,
    @Setting(
            doc =
                "Standard deviation of the points about the ring; of the whole heap for start,"
                    + " where 0 stands for a thirtieth of the radius.",
            defaultValue = "0",
            min = 0,
            max = 1e6)
        double noise) {
  /** Which end of the flow. */
  public enum Stage {
    /** The rings. */
    TARGET,
    /** One heap of all classes. */
    START
  }

  /** Checks the numbers. */
  public RingsSettings {
    Require.between("classes", classes, 1, 1000);
    Require.between("per-class", perClass, 1, 10_000_000);
    Require.between("radius", radius, 0, 1e6);
    Require.between("spacing", spacing, 0, 1e6);
    Require.between("noise", noise, 0, 1e6);
  }

  /**
   * Three rings of eighty points.
   *
   * @param stage which end of the flow
   * @return the settings
   */
  public static RingsSettings of(Stage stage) {
    return new RingsSettings(stage, 3, 80, 0.3, 0.75, 0);
  }
}
