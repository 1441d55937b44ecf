package org.otium.data;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.otium.api.LabeledDataset;

/**
 * Some samples of a dataset.
 *
 * @param dataset the samples, in their original order, weights rescaled to sum to one
 * @param indices where they lay in the original, ascending
 * @param shortfalls by class id: how many samples fewer than its equal share a class had to give
 */
public record Subset(
    LabeledDataset dataset, int[] indices, SortedMap<Integer, Integer> shortfalls) {
  /** Copies everything. */
  public Subset {
    indices = indices.clone();
    shortfalls = Collections.unmodifiableSortedMap(new TreeMap<>(shortfalls));
  }

  /**
   * Where the samples lay in the original.
   *
   * @return a copy, ascending
   */
  @Override
  public int[] indices() {
    return indices.clone();
  }

  /**
   * The shortfalls in words.
   *
   * @return one line, or empty if every class gave its share
   */
  public String warning() {
    return shortfalls.isEmpty()
        ? ""
        : shortfalls.entrySet().stream()
            .map(e -> dataset.className(e.getKey()) + " by " + e.getValue())
            .collect(
                Collectors.joining(", ", "classes with too few samples, all of them taken: ", ""));
  }
}
