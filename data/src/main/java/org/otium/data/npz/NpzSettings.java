package org.otium.data.npz;

import java.util.Optional;
import org.otium.settings.Setting;

/**
 * How npz files are read and written.
 *
 * @param features the array of the features
 * @param labels the array of the labels
 * @param compress whether written files are compressed
 */
public record NpzSettings(
    @Setting(
            doc = "Array of the features; features, x, X, data or images if not given.",
            defaultValue = "")
        Optional<String> features,
    @Setting(
            doc = "Array of the labels; labels, label, y, Y, targets or target if not given.",
            defaultValue = "")
        Optional<String> labels,
    @Setting(doc = "Whether written files are compressed.", defaultValue = "true")
        boolean compress) {
  /**
   * Everything as by default.
   *
   * @return the settings
   */
  public static NpzSettings defaults() {
    return new NpzSettings(Optional.empty(), Optional.empty(), true);
  }
}
