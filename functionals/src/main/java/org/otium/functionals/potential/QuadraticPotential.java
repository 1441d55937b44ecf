package org.otium.functionals.potential;

import org.otium.api.PotentialEnergy;

/**
 * V(x) = λ/2·‖x − x₀‖², which is λ-convex: two flows under it approach each other like e^{−λt} (DD
 * prop. A.2). With an entropy of temperature T the flow ends in the Gaussian N(x₀, T/λ·I).
 */
public final class QuadraticPotential implements PotentialEnergy {
  private final double curvature;
  private final double[] center;

  /**
   * Makes the potential.
   *
   * @param settings the well
   */
  public QuadraticPotential(QuadraticPotentialSettings settings) {
    this.curvature = settings.curvature();
    this.center = FeatureVectors.finite("the centre of the well", settings.center());
  }

  @Override
  public double evaluate(float[] point, int classId, float[] gradient) {
    FeatureVectors.requireFits("the centre of the well", center.length, point.length);
    double squared = 0;
    for (int j = 0; j < point.length; j++) {
      double offset = point[j] - (center.length == 0 ? 0 : center[j]);
      squared += offset * offset;
      gradient[j] = (float) (curvature * offset);
    }
    return curvature / 2 * squared;
  }
}
