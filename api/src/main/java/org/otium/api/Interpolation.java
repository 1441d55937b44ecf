package org.otium.api;

import java.util.List;
import java.util.Optional;

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

    /**
     * The map from the reference to the dataset at a point of the simplex, where there is one. It
     * maps samples of the reference as {@link #at} does, and extends to others.
     *
     * @param weights m weights that sum to one
     * @return the map Σ_i a_i T_i, or nothing
     */
    default Optional<DatasetMap> mapAt(Weights weights) {
      return Optional.empty();
    }

    /**
     * Whether sample i of {@link #at} is made from sample i of the reference.
     *
     * @return false where the samples stand in no relation
     */
    default boolean isSampleWise() {
      return false;
    }

    /**
     * Samples of the dataset at a point of the simplex without end, where there are more of them
     * than {@link #at} gives and no map makes them.
     *
     * @param weights m weights that sum to one
     * @param seed decides which
     * @return the samples from the first on, or nothing
     */
    default Optional<Draws> drawsAt(Weights weights, long seed) {
      return Optional.empty();
    }

    /**
     * The point of the simplex that is nearest to the reference, where the interpolation has a
     * notion of that.
     *
     * @return the projection of the reference, or nothing
     */
    default Optional<Projection> projection() {
      return Optional.empty();
    }
  }

  /** Samples that are made one after the other. Has a state; which they are depends on it alone. */
  @FunctionalInterface
  interface Draws {
    /**
     * The next samples.
     *
     * @param count how many, at least one
     * @return so many samples of equal weight
     */
    LabeledDataset next(int count);
  }

  /**
   * The projection of the reference Q onto the interpolation (GG eq. 6).
   *
   * @param weights â
   * @param squared the objective 𝒲²(P_â, Q) of GG eq. 5; below zero where that is no distance
   * @param toReference 𝒲²_{2,Q}(P_i, Q), one a dataset
   * @param among 𝒲²_{2,Q}(P_i, P_j), m×m
   * @param convex whether the objective is convex on the simplex, as it is for maps between
   *     features
   * @param global whether â is proved to be the global minimum
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
  record Projection(
      Weights weights,
      double squared,
      double[] toReference,
      double[][] among,
      boolean convex,
      boolean global) {
    /**
     * The objective 𝒲²(P_a, Q) = Σ_i a_i·𝒲²(P_i, Q) − ½·Σ_ij a_i·a_j·𝒲²(P_i, P_j) (GG eq. 5).
     *
     * @param a m weights
     * @return its value
     */
    public double squaredAt(Weights a) {
      double value = 0;
      for (int i = 0; i < toReference.length; i++) {
        value += a.get(i) * toReference[i];
        for (int j = 0; j < toReference.length; j++) {
          value -= 0.5 * a.get(i) * a.get(j) * among[i][j];
        }
      }
      return value;
    }
  }
}
