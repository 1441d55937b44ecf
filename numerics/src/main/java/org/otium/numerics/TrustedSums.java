package org.otium.numerics;

/** Row sums that are within the range in which kernels are accurate. */
final class TrustedSums {
  /**
   * Row sums above this are trusted; in others the terms that a kernel drops would show, and they
   * are recomputed around the maximum of the row.
   */
  private static final double LEAST_TRUSTED = 1e-8;

  /**
   * Row sums below this are trusted: no kernel cuts off terms so small, and floats still give them
   * to 1e-6. Where ε falls to a quarter, weights are raised to the fourth power, so that sums come
   * near n³ for a moment.
   */
  private static final double LARGEST_TRUSTED = 0x1p50;

  private TrustedSums() {}

  /**
   * Weighs a row; one whose sum is out of range gets the potential at which its largest weight is
   * one before.
   *
   * @return Σ_j w_ij
   */
  static double weigh(
      SoftmaxKernel kernel,
      SoftmaxKernel.Scratch scratch,
      SoftmaxTerms terms,
      CostRow c,
      double[] f,
      int i) {
    double sum = kernel.weigh(scratch, terms, c, f[i]);
    if (sum > LEAST_TRUSTED && sum < LARGEST_TRUSTED) {
      return sum;
    }
    f[i] -= terms.epsilon * kernel.largestExponent(terms, c, f[i]);
    return kernel.weigh(scratch, terms, c, f[i]);
  }
}
