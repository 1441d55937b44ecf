package org.otium.learners.transforms;

import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.settings.Setting;

/**
 * How samples get the labels of a few that have some (GG fig. 3).
 *
 * @param reference samples with labels, in the same feature space
 * @param k how many neighbours vote
 * @param soft whether labels are shares of votes
 */
public record NeighbourLabelsSettings(
    @Setting(doc = "Samples with labels, in the same feature space.") LabeledDataset reference,
    @Setting(doc = "How many of them vote on a sample.", defaultValue = "1", min = 1) int k,
    @Setting(
            doc = "Keep the shares of the votes as soft labels, instead of the winner alone.",
            defaultValue = "false")
        boolean soft) {
  /** Checks the number of neighbours. */
  public NeighbourLabelsSettings {
    if (k < 1) {
      throw new InvalidInputException(k + " neighbours", "Ask for at least one.");
    }
  }
}
