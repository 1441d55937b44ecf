package org.otium.data;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;

/**
 * A dataset in two parts.
 *
 * @param first one part, in the original order
 * @param second the rest, in the original order
 */
public record Split(LabeledDataset first, LabeledDataset second) {
  /**
   * Divides a dataset, every class in the same proportion. A class of two or more samples has some
   * in both parts.
   *
   * @param dataset what to divide; at least two samples
   * @param fraction how much of each class goes to the first part, above 0 and below 1
   * @param seed decides which
   * @return the parts
   * @throws InvalidInputException if a part would be empty
   */
  public static Split stratified(LabeledDataset dataset, double fraction, long seed) {
    if (!(fraction > 0 && fraction < 1)) {
      throw new InvalidInputException(
          "a fraction of " + fraction, "It must lie between 0 and 1, both excluded.");
    }
    RandomGenerator random = Subsets.random(seed);
    int[] first = new int[dataset.size()];
    int[] second = new int[dataset.size()];
    int inFirst = 0;
    int inSecond = 0;
    for (int[] members : Subsets.members(dataset)) {
      int[] order = Subsets.permutation(members.length, random);
      int take = (int) Math.round(members.length * fraction);
      if (members.length > 1) {
        take = Math.clamp(take, 1, members.length - 1);
      }
      for (int k = 0; k < order.length; k++) {
        if (k < take) {
          first[inFirst++] = members[order[k]];
        } else {
          second[inSecond++] = members[order[k]];
        }
      }
    }
    if (inFirst == 0 || inSecond == 0) {
      throw new InvalidInputException(
          "dataset '" + dataset.name() + "' is too small to be divided",
          "Give it classes of two or more samples.");
    }
    first = Arrays.copyOf(first, inFirst);
    second = Arrays.copyOf(second, inSecond);
    Arrays.sort(first);
    Arrays.sort(second);
    return new Split(dataset.select(first), dataset.select(second));
  }
}
