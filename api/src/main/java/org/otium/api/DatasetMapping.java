package org.otium.api;

/** Learns a map from one dataset to another (GG §4.1). Immutable. */
public interface DatasetMapping {
  /**
   * Learns a map.
   *
   * @param from the dataset whose samples are to be mapped
   * @param to the dataset to map them to
   * @param seed decides everything random
   * @return the map
   */
  DatasetMap fit(LabeledDataset from, LabeledDataset to, long seed);
}
