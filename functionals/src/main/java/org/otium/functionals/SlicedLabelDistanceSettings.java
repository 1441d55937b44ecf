package org.otium.functionals;

import org.otium.api.InvalidInputException;
import org.otium.settings.Setting;

/**
 * How sliced label distances are computed.
 *
 * @param directions number of random directions
 * @param seed decides the directions
 */
public record SlicedLabelDistanceSettings(
    @Setting(
            doc = "Number of random directions; the error falls with its square root.",
            defaultValue = "500",
            min = 1)
        int directions,
    @Setting(doc = "Decides the directions.", defaultValue = "0") long seed) {
  /** Checks the number of directions. */
  public SlicedLabelDistanceSettings {
    if (directions < 1) {
      throw new InvalidInputException(
          directions + " directions", "Slice along at least one direction.");
    }
  }
}
