package org.otium.api;

import java.util.List;

/** W₂² between the class-conditional measures of two datasets (DD §3.3). */
public interface LabelDistance {
  /**
   * The distances between all pairs of classes.
   *
   * @param a the classes of one dataset
   * @param b the classes of the other, in the same feature space
   * @return one row a class of {@code a}, one column a class of {@code b}
   * @throws InvalidInputException if the dimensions differ
   */
  Result between(List<ClassConditional> a, List<ClassConditional> b);

  /** Label distances and their gradient. */
  interface Result {
    /**
     * The distances.
     *
     * @return W₂²(a_k, b_l) ≥ 0 in squared feature units, a new array
     */
    double[][] squared();

    /**
     * The gradient of Σ_kl c_kl·W₂²(a_k, b_l) with respect to the points of the first dataset's
     * classes, the second fixed. Euclidean: not divided by the points' masses.
     *
     * @param coefficients c, one a pair
     * @return one matrix a class of {@code a}, its points × d
     */
    List<Matrix> gradient(double[][] coefficients);
  }
}
