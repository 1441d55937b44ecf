package org.otium.api;

import java.util.List;
import java.util.OptionalDouble;

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

  /**
   * The distances between Gaussians that stand for labels and the classes of a dataset.
   *
   * @param a the label distributions of a flow (jd-fl, jd-vl)
   * @param b classes, in the same feature space
   * @return one row a Gaussian of {@code a}, one column a class of {@code b}
   * @throws InvalidInputException if the dimensions differ, or if this distance needs samples
   */
  default GaussianResult between(GaussianFamily a, List<ClassConditional> b) {
    throw needsSamples();
  }

  /**
   * The distances among Gaussians that stand for labels.
   *
   * @param a the label distributions of a flow (jd-fl, jd-vl)
   * @return k×k values; their gradient is with respect to the first argument alone
   * @throws InvalidInputException if this distance needs samples
   */
  default GaussianResult within(GaussianFamily a) {
    throw needsSamples();
  }

  /**
   * Whether means and covariances are all that this distance needs to know of classes, so that it
   * compares what no machine holds the samples of.
   *
   * @return true if {@link #fromMoments} gives what {@link #between(List, List)} gives, from means
   *     and unbiased covariances; false, the default, if samples are compared, and {@link
   *     #fromMoments} refuses
   */
  default boolean needsMomentsAlone() {
    return false;
  }

  /**
   * The distances between classes of which means and covariances are all that is known, because
   * their samples are too many for one machine.
   *
   * @param a the classes of one dataset
   * @param b the classes of the other, in the same feature space
   * @return W₂²(a_k, b_l) ≥ 0 in squared feature units: what {@link #between(List, List)} gives for
   *     classes with these moments, up to rounding
   * @throws InvalidInputException if the dimensions differ, or if this distance needs samples
   */
  default double[][] fromMoments(List<GaussianMeasure> a, List<GaussianMeasure> b) {
    throw new InvalidInputException(
        "this label distance compares samples, but of these classes only means and covariances are"
            + " known",
        "Use the label distance 'gaussian' or 'means'.");
  }

  /**
   * The same distance at a fixed ε, for flows that must descend one and the same function although
   * ε is relative to costs that change.
   *
   * @param epsilon ε in cost units, for all pairs
   * @return a distance with that ε; this distance itself if it has none
   */
  default LabelDistance withEpsilon(double epsilon) {
    return this;
  }

  private static InvalidInputException needsSamples() {
    return new InvalidInputException(
        "this label distance compares samples, but the labels of this flow stand for Gaussians",
        "Use the label distance 'gaussian' or 'means', or the dynamics 'fd'.");
  }

  /** Distances from Gaussians that are variables, and their gradient. */
  interface GaussianResult {
    /**
     * The distances.
     *
     * @return W₂²(a_k, b_l) ≥ 0 in squared feature units, a new array
     */
    double[][] squared();

    /**
     * The gradient of Σ_kl c_kl·W₂²(a_k, b_l) with respect to the means and roots of {@code a}.
     * Euclidean: not divided by masses.
     *
     * @param coefficients c, one a pair
     * @return as many means and roots as {@code a} has
     */
    GaussianFamily gradient(double[][] coefficients);
  }

  /** Label distances and their gradient. */
  interface Result {
    /**
     * The distances.
     *
     * @return W₂²(a_k, b_l) ≥ 0 in squared feature units, a new array
     */
    double[][] squared();

    /**
     * The largest ε that a pair was regularised with.
     *
     * @return ε in cost units; nothing if the distances are not regularised
     */
    default OptionalDouble epsilon() {
      return OptionalDouble.empty();
    }

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
