package org.otium.api;

import java.util.List;

/** A curve or simplex of datasets between given ones (GG §4). */
public interface Interpolation {
  /**
   * Prepares all that does not depend on the weights.
   *
   * @param datasets m ≥ 1 datasets in one feature space
   * @param reference the dataset that the interpolation is seen from (Q)
   * @param seed decides everything random
   * @return the interpolation, ready to be evaluated
   */
  Prepared prepare(List<LabeledDataset> datasets, LabeledDataset reference, long seed);

  /** An interpolation whose maps are known. */
  @FunctionalInterface
  interface Prepared {
    /**
     * The dataset at a point of the simplex.
     *
     * @param weights m weights that sum to one
     * @return the dataset P_a
     */
    LabeledDataset at(Weights weights);
  }
}
