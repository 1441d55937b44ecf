package org.otium.functionals.potential;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.otium.api.InvalidInputException;
import org.otium.settings.Setting;

/**
 * A hyperplane and the classes on its two sides.
 *
 * @param direction w
 * @param threshold b
 * @param margin how far beyond the hyperplane the potential still acts
 * @param positive the classes with y = +1
 * @param negative the classes with y = −1; empty for all that are not positive
 */
public record MarginPotentialSettings(
    @Setting(doc = "w, the normal of the hyperplane: one number a feature.") List<Double> direction,
    @Setting(
            doc = "b: the hyperplane is where the inner product of x and w is b.",
            defaultValue = "0")
        double threshold,
    @Setting(
            doc = "What is added inside the maximum, so that samples keep clear of the hyperplane.",
            defaultValue = "0",
            min = 0)
        double margin,
    @Setting(doc = "Class ids with y = +1, which are driven to where x·w is below b.")
        List<Integer> positive,
    @Setting(
            doc = "Class ids with y = -1, driven to where x·w is above b; empty for all others.",
            defaultValue = "[]")
        List<Integer> negative) {
  /** Copies and checks. */
  public MarginPotentialSettings {
    direction = List.copyOf(direction);
    positive = List.copyOf(positive);
    negative = List.copyOf(negative);
    if (!(FeatureVectors.norm(FeatureVectors.finite("the direction", direction)) > 0)) {
      throw new InvalidInputException(
          "the direction is zero", "Give a vector that is not zero, one number a feature.");
    }
    if (positive.isEmpty() && negative.isEmpty()) {
      throw new InvalidInputException(
          "no class has a side", "Name the positive classes, the negative ones, or both.");
    }
    Set<Integer> both = new HashSet<>(positive);
    both.retainAll(negative);
    if (!both.isEmpty()) {
      throw new InvalidInputException(
          "class " + both.iterator().next() + " is both positive and negative",
          "Give every class one side.");
    }
  }
}
