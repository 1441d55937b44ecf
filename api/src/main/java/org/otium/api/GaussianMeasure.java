package org.otium.api;

import java.util.Arrays;

/**
 * A Gaussian on ℝᵈ, possibly degenerate.
 *
 * @param mean d values
 * @param covariance symmetric positive semi-definite, d×d
 */
public record GaussianMeasure(double[] mean, Covariance covariance) {
  /** Copies the mean and checks the dimensions. */
  public GaussianMeasure {
    mean = mean.clone();
    if (mean.length != covariance.dimension()) {
      throw new InvalidInputException(
          "a mean of "
              + mean.length
              + " values with a covariance of dimension "
              + covariance.dimension(),
          "Mean and covariance must have one dimension.");
    }
  }

  /**
   * A copy of the mean.
   *
   * @return d values
   */
  @Override
  public double[] mean() {
    return mean.clone();
  }

  /**
   * Number of features.
   *
   * @return d
   */
  public int dimension() {
    return mean.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GaussianMeasure g
        && Arrays.equals(g.mean, mean)
        && g.covariance.equals(covariance);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(mean) + covariance.hashCode();
  }

  @Override
  public String toString() {
    return "GaussianMeasure[dimension " + mean.length + ", " + covariance + "]";
  }
}
