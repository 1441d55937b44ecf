package org.otium.functionals;

import org.otium.api.Compute;
import org.otium.api.CostMatrix;
import org.otium.api.GroundCost;
import org.otium.api.Matrix;
import org.otium.api.TransportPlan;
import org.otium.numerics.SquaredEuclidean;

/** c(x, y) = ‖x − y‖². */
public final class SquaredEuclideanCost implements GroundCost {
  private final Compute compute;

  /**
   * Makes the cost.
   *
   * @param compute what the machine offers
   */
  public SquaredEuclideanCost(Compute compute) {
    this.compute = compute;
  }

  @Override
  public CostMatrix between(Matrix x, Matrix y) {
    return SquaredEuclidean.between(x, y).toCostMatrix(compute);
  }

  @Override
  public Matrix meanGradient(Matrix x, Matrix y, TransportPlan plan) {
    float[] gradient = plan.barycentricProjection(y).toArray();
    float[] points = x.array();
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] = 2 * (points[i] - gradient[i]);
    }
    return Matrix.wrap(x.rows(), x.columns(), gradient);
  }
}
