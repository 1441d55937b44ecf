package org.otium.learners.clustering;

import java.util.Optional;
import org.otium.api.InvalidInputException;
import org.otium.settings.Setting;

/**
 * When points count as dense. The defaults are those of DD: ε = 5 and four points.
 *
 * @param epsilon ε, how far neighbours may be, in feature units
 * @param minPoints how many points, itself included, a core point has within ε
 * @param minMass instead of {@code minPoints}, the share of all mass within ε of a core point
 */
public record DbscanSettings(
    @Setting(
            doc = "How far neighbours may be, in feature units.",
            defaultValue = "5",
            min = 0,
            exclusiveMin = true)
        double epsilon,
    @Setting(
            doc = "How many points, itself included, must lie within epsilon of a core point.",
            defaultValue = "4",
            min = 1)
        int minPoints,
    @Setting(
            doc = "Instead of min-points: the share of all mass within epsilon of a core point.",
            defaultValue = "",
            min = 0,
            max = 1)
        Optional<Double> minMass) {
  /** Checks the numbers. */
  public DbscanSettings {
    if (!(epsilon > 0) || Double.isInfinite(epsilon)) {
      throw new InvalidInputException(
          "an epsilon of " + epsilon, "It must be positive and finite.");
    }
    if (minPoints < 1) {
      throw new InvalidInputException(
          minPoints + " points for a core point", "A point is its own neighbour: ask for one.");
    }
    if (minMass.isPresent() && !(minMass.get() >= 0 && minMass.get() <= 1)) {
      throw new InvalidInputException(
          "a core point of mass " + minMass.get(), "Give a share of all mass, from 0 to 1.");
    }
  }

  /**
   * As in DD: ε = 5 and four points.
   *
   * @return the settings
   */
  public static DbscanSettings defaults() {
    return of(5, 4);
  }

  /**
   * Core points have so many points around them.
   *
   * @param epsilon ε, in feature units
   * @param minPoints itself included
   * @return the settings
   */
  public static DbscanSettings of(double epsilon, int minPoints) {
    return new DbscanSettings(epsilon, minPoints, Optional.empty());
  }

  /**
   * Core points have so much mass around them.
   *
   * @param epsilon ε, in feature units
   * @param minMass share of all mass, their own included
   * @return the settings
   */
  public static DbscanSettings ofMass(double epsilon, double minMass) {
    return new DbscanSettings(epsilon, 4, Optional.of(minMass));
  }
}
