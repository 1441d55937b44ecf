package org.otium.api;

import java.util.Optional;

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

  /**
   * The same transform for datasets that are seen some samples at a time, because all of them fit
   * no machine.
   *
   * @param seed decides everything random
   * @return what gives each sample the features that {@link #apply} gives it, whichever others are
   *     there, and keeps labels and weights; nothing if that depends on all samples
   */
  default Optional<DatasetTransform> rowWise(long seed) {
    return Optional.empty();
  }
}
