package org.otium.api;

/** A cost c(x, y) between points of feature space. */
public interface GroundCost {
  /**
   * The cost between every pair of points; stored if it fits {@link Compute#memoryBudget()}, tiled
   * otherwise. Stored values are handed over: the caller may change them, and then makes a new
   * {@link CostMatrix.Stored} of them, whose source has the same change.
   *
   * @param x n×d
   * @param y m×d
   * @return n×m costs
   * @throws InvalidInputException if the dimensions differ
   */
  CostMatrix between(Matrix x, Matrix y);

  /**
   * The gradient ∇_x c(x_i, y) averaged over a plan: Σ_j π_ij ∇_x c(x_i, y_j) / a_i with a_i the
   * plan's row sum. For the squared Euclidean cost this is 2(x_i − T(x_i)) with T the barycentric
   * projection.
   *
   * @param x n×d
   * @param y m×d
   * @param plan n×m
   * @return n×d
   */
  Matrix meanGradient(Matrix x, Matrix y, TransportPlan plan);
}
