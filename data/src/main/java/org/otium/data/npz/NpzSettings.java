package org.otium.data.npz;

import java.util.Optional;
import org.otium.data.io.Unlabelled;
import org.otium.settings.Setting;

/**
 * How npz files are read and written.
 *
 * @param features the array of the features
 * @param labels the array of the labels; {@code none} for samples that have no labels
 * @param compress whether written files are compressed
 */
public record NpzSettings(
    @Setting(
            doc = "Array of the features; features, x, X, data or images if not given.",
            defaultValue = "")
        Optional<String> features,
    @Setting(
            doc =
                "Array of the labels; labels, label, y, Y, targets or target if not given; none for"
                    + " samples without labels.",
            defaultValue = "")
        Optional<String> labels,
    @Setting(doc = "Whether written files are compressed.", defaultValue = "true")
        boolean compress) {
  /** Whether samples are read without labels. */
  boolean unlabelled() {
    return labels.filter(Unlabelled.NONE::equals).isPresent();
  }

  /**
   * Everything as by default.
   *
   * @return the settings
   */
  public static NpzSettings defaults() {
    return new NpzSettings(Optional.empty(), Optional.empty(), true);
  }
}
