package org.otium.api;

/** A map of labelled samples. */
@FunctionalInterface
public interface DatasetMap {
  /**
   * Maps samples, features and labels both.
   *
   * @param samples samples of the dataset that the map was learned from, or new ones where the map
   *     extends to them
   * @return as many samples, weights kept
   */
  LabeledDataset apply(LabeledDataset samples);
}
