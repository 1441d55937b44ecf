package org.otium.api;

/**
 * A measure of n weighted points.
 *
 * @param points n×d, finite
 * @param weights n masses
 */
public record DiscreteMeasure(Matrix points, Weights weights) {
  /** Checks that every point has a weight. */
  public DiscreteMeasure {
    if (points.rows() != weights.size()) {
      throw new InvalidInputException(
          points.rows() + " points but " + weights.size() + " weights", "Give one weight a point.");
    }
  }

  /**
   * Points of equal mass.
   *
   * @param points n×d, n ≥ 1
   * @return the measure
   */
  public static DiscreteMeasure uniform(Matrix points) {
    return new DiscreteMeasure(points, Weights.uniform(points.rows()));
  }

  /**
   * Number of points.
   *
   * @return n
   */
  public int size() {
    return points.rows();
  }

  /**
   * Number of features.
   *
   * @return d
   */
  public int dimension() {
    return points.columns();
  }
}
