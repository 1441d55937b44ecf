package org.otium.functionals.potential;

import org.otium.api.PotentialEnergy;

/** V(x) = ‖x‖ (DD §5). At the origin, where V has no gradient, the subgradient zero. */
public final class NormPotential implements PotentialEnergy {
  /**
   * Makes the potential.
   *
   * @param settings nothing to set
   */
  public NormPotential(NormPotentialSettings settings) {}

  @Override
  public double evaluate(float[] point, int classId, float[] gradient) {
    double squared = 0;
    for (float p : point) {
      squared += (double) p * p;
    }
    double norm = Math.sqrt(squared);
    if (norm > 0) {
      for (int j = 0; j < point.length; j++) {
        gradient[j] = (float) (point[j] / norm);
      }
    }
    return norm;
  }
}
