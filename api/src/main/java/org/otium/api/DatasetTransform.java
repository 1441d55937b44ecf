package org.otium.api;

/**
 * Makes a dataset out of another before it is compared, flowed or learned from: other samples,
 * other labels or other features. Immutable.
 */
@FunctionalInterface
public interface DatasetTransform {
  /**
   * Transforms a dataset.
   *
   * @param dataset any dataset; not changed
   * @param seed decides everything random
   * @return the same result for the same dataset and seed
   * @throws InvalidInputException if the dataset cannot be transformed
   */
  LabeledDataset apply(LabeledDataset dataset, long seed);
}
