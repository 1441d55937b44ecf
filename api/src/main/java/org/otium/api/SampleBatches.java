package org.otium.api;

import java.util.Collections;
import java.util.Iterator;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Samples that come batch by batch and need not fit into memory together. Every sample weighs the
 * same.
 *
 * @param name what to call the dataset
 * @param count how many samples there are in all batches together
 * @param shape how a row of features is to be read
 * @param classIds the classes that labels may name, ascending and distinct
 * @param classNames a name for some or all class ids
 * @param areSoft whether labels are shares of several classes
 * @param batches the samples, whose labels name no other classes; can be gone through once
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
public record SampleBatches(
    String name,
    long count,
    FeatureShape shape,
    int[] classIds,
    SortedMap<Integer, String> classNames,
    boolean areSoft,
    Iterator<LabeledDataset> batches) {
  /** Checks the count and the classes, and copies the names. */
  public SampleBatches {
    if (count < 1) {
      throw new InvalidInputException(
          count + " samples of '" + name + "'", "Ask for at least one sample.");
    }
    for (int c = 1; c < classIds.length; c++) {
      if (classIds[c] <= classIds[c - 1]) {
        throw new InvalidInputException(
            "class ids " + classIds[c - 1] + " then " + classIds[c],
            "Class ids must be distinct and ascending.");
      }
    }
    classNames = Collections.unmodifiableSortedMap(new TreeMap<>(classNames));
  }

  /**
   * A dataset as a single batch.
   *
   * @param dataset samples of equal weight
   * @return all of them
   */
  public static SampleBatches of(LabeledDataset dataset) {
    return new SampleBatches(
        dataset.name(),
        dataset.size(),
        dataset.shape(),
        dataset.classIds(),
        dataset.classNames(),
        dataset.labels() instanceof Labels.Soft,
        Collections.singleton(dataset).iterator());
  }
}
