package org.otium.functionals.potential;

import java.util.List;
import org.otium.api.InvalidInputException;
import org.otium.settings.Setting;

/**
 * A hyperplane to collapse onto.
 *
 * @param dimension the feature along which to collapse, if no direction is given
 * @param direction its normal u, of any length; empty for a feature
 * @param position where the hyperplane lies along the unit normal
 * @param distance how the distance counts
 */
public record CollapsePotentialSettings(
    @Setting(
            doc = "The feature along which to collapse, counted from 0, if no direction is given.",
            defaultValue = "0",
            min = 0)
        int dimension,
    @Setting(
            doc = "The normal of the hyperplane, one number a feature; empty for a single feature.",
            defaultValue = "[]")
        List<Double> direction,
    @Setting(
            doc = "Where the hyperplane lies along its unit normal, in feature units.",
            defaultValue = "0")
        double position,
    @Setting(
            doc = "Whether the distance to the hyperplane counts squared or as it is.",
            defaultValue = "squared")
        Distance distance) {
  /** How the distance to the hyperplane counts. */
  public enum Distance {
    /** Squared: the pull falls with the distance. */
    SQUARED,
    /** As it is: the pull is the same everywhere. */
    ABSOLUTE
  }

  /** Copies and checks the direction. */
  public CollapsePotentialSettings {
    direction = List.copyOf(direction);
    double[] normal = FeatureVectors.finite("the direction", direction);
    if (normal.length > 0 && !(FeatureVectors.norm(normal) > 0)) {
      throw new InvalidInputException(
          "the direction is zero", "Give a vector that is not zero, one number a feature.");
    }
  }
}
