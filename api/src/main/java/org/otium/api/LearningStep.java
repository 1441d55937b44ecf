package org.otium.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where something that learns stands.
 *
 * @param made how many steps were made
 * @param total how many there will be
 * @param measured what was measured in this step, by kebab-case names, in the order to show it
 */
public record LearningStep(long made, long total, Map<String, Double> measured) {
  /**
   * Copies the map.
   *
   * @throws InvalidInputException if more steps were made than there are
   */
  public LearningStep {
    if (made < 0 || made > total) {
      throw new InvalidInputException(
          made + " of " + total + " steps of learning", "Count from 0 to all.");
    }
    measured = Collections.unmodifiableMap(new LinkedHashMap<>(measured));
  }
}
