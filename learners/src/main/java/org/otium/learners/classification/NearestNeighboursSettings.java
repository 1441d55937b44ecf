package org.otium.learners.classification;

import org.otium.api.InvalidInputException;
import org.otium.settings.Setting;

/**
 * How samples are labelled by their neighbours.
 *
 * @param k how many neighbours vote
 */
public record NearestNeighboursSettings(
    @Setting(doc = "How many neighbours vote.", defaultValue = "5", min = 1) int k) {
  /** Checks the number of neighbours. */
  public NearestNeighboursSettings {
    if (k < 1) {
      throw new InvalidInputException(k + " neighbours", "Ask for at least one.");
    }
  }
}
