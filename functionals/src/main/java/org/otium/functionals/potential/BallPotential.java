package org.otium.functionals.potential;

import org.otium.api.PotentialEnergy;

/** V(x) = (‖x − x₀‖ − τ)₊: zero inside a ball, the distance to it outside (DD fig. 8). */
public final class BallPotential implements PotentialEnergy {
  private final double radius;
  private final double[] center;

  /**
   * Makes the potential.
   *
   * @param settings the ball
   */
  public BallPotential(BallPotentialSettings settings) {
    this.radius = settings.radius();
    this.center = FeatureVectors.finite("the centre of the ball", settings.center());
  }

  @Override
  public double evaluate(float[] point, int classId, float[] gradient) {
    FeatureVectors.requireFits("the centre of the ball", center.length, point.length);
    double squared = 0;
    for (int j = 0; j < point.length; j++) {
      double offset = point[j] - (center.length == 0 ? 0 : center[j]);
      squared += offset * offset;
    }
    double distance = Math.sqrt(squared);
    if (distance <= radius || distance == 0) {
      return 0;
    }
    for (int j = 0; j < point.length; j++) {
      gradient[j] = (float) ((point[j] - (center.length == 0 ? 0 : center[j])) / distance);
    }
    return distance - radius;
  }
}
