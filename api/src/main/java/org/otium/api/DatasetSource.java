package org.otium.api;

/** Makes a dataset out of nothing but its settings and a seed. */
@FunctionalInterface
public interface DatasetSource {
  /**
   * Makes the dataset.
   *
   * @param seed decides everything random
   * @return the same dataset for the same seed
   */
  LabeledDataset generate(long seed);
}
