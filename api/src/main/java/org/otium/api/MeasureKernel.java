package org.otium.api;

import java.util.ArrayList;
import java.util.List;

/**
 * A symmetric kernel K(μ, ν) between probability measures on feature space, conditionally positive
 * definite, so that MMD²_K(P, Q) = ∬ K d(P − Q) d(P − Q) is not negative for measures over measures
 * P and Q (WoW, "Synthetic Data"). Immutable and safe to use from several threads.
 */
public interface MeasureKernel {
  /**
   * Prepares for a family of measures of known sizes and masses, whose points are given later,
   * again and again.
   *
   * @param moving the masses of the measures whose gradient is wanted: at least one, each of sum
   *     one
   * @param fixed the masses of the others, each of sum one; may be empty
   * @param dimension d, the number of features
   * @return room for the family, with no points in it yet
   * @throws InvalidInputException if there is nothing to compare, or if masses do not sum to one
   */
  Family family(List<Weights> moving, List<Weights> fixed, int dimension);

  /**
   * Whether the seed changes values, as it does where measures are seen along random directions.
   *
   * @return false for a kernel in which nothing is random
   */
  default boolean isRandom() {
    return false;
  }

  /**
   * The kernel between all pairs of measures of two lists.
   *
   * @param a p ≥ 1 measures
   * @param b q measures in the same space
   * @param seed decides random directions, where there are any
   * @return p × q values
   * @throws InvalidInputException if the dimensions differ
   */
  default double[][] between(List<DiscreteMeasure> a, List<DiscreteMeasure> b, long seed) {
    int d = a.getFirst().dimension();
    Family family = family(weights(a), weights(b), d);
    family.place(stacked(a, d), stacked(b, d), seed);
    double[][] all = family.values();
    double[][] across = new double[a.size()][b.size()];
    for (int k = 0; k < a.size(); k++) {
      System.arraycopy(all[k], a.size(), across[k], 0, b.size());
    }
    return across;
  }

  private static List<Weights> weights(List<DiscreteMeasure> measures) {
    List<Weights> weights = new ArrayList<>();
    for (DiscreteMeasure measure : measures) {
      weights.add(measure.weights());
    }
    return weights;
  }

  private static Matrix stacked(List<DiscreteMeasure> measures, int d) {
    int rows = 0;
    for (DiscreteMeasure measure : measures) {
      if (measure.dimension() != d) {
        throw new InvalidInputException(
            "measures in dimension " + d + " and in dimension " + measure.dimension(),
            "Compare measures in one feature space.");
      }
      rows = Math.addExact(rows, measure.size());
    }
    float[] values = new float[Math.multiplyExact(rows, d)];
    int at = 0;
    for (DiscreteMeasure measure : measures) {
      float[] points = measure.points().array();
      System.arraycopy(points, 0, values, at, points.length);
      at += points.length;
    }
    return Matrix.wrap(rows, d, values);
  }

  /** The kernel among a family of measures whose points move. Not thread-safe. */
  interface Family {
    /**
     * Sets the points.
     *
     * @param moving the points of the moving measures, one measure after the other, rows × d
     * @param fixed those of the fixed ones, likewise; what is known of them is kept from call to
     *     call where the same matrix is given
     * @param seed decides random directions, where there are any
     * @throws InvalidInputException if a shape differs from the family's, or if a point is not
     *     finite
     */
    void place(Matrix moving, Matrix fixed, long seed);

    /**
     * The kernel between all pairs, the moving measures first.
     *
     * @return a symmetric matrix, finite, a new array
     */
    double[][] values();

    /**
     * The gradient of Σ_km c_km·K(μ_k, μ_m), over all ordered pairs of the family, with respect to
     * the points of the moving measures; the fixed ones count as constants. Euclidean: not divided
     * by the points' masses. Finite, also where measures coincide.
     *
     * @param c finite, one row and one column a measure of the family; pairs of fixed measures do
     *     not matter
     * @param out the gradient, rows of the moving points × d, overwritten
     */
    void gradient(double[][] c, float[] out);
  }
}
