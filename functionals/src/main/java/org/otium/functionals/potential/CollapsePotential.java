package org.otium.functionals.potential;

import org.otium.api.InvalidInputException;
import org.otium.api.PotentialEnergy;

/**
 * V(x) = s² or |s|, s = ⟨u, x⟩/‖u‖ − c the signed distance to a hyperplane (the collapse along a
 * dimension of DD fig. 12). On the hyperplane the subgradient of |s| is zero.
 */
public final class CollapsePotential implements PotentialEnergy {
  private final int feature;

  /** The unit normal; empty for the feature. */
  private final double[] normal;

  private final double position;
  private final boolean squared;

  /**
   * Makes the potential.
   *
   * @param settings the hyperplane
   */
  public CollapsePotential(CollapsePotentialSettings settings) {
    this.feature = settings.dimension();
    this.normal = FeatureVectors.finite("the direction", settings.direction());
    this.position = settings.position();
    this.squared = settings.distance() == CollapsePotentialSettings.Distance.SQUARED;
    double length = FeatureVectors.norm(normal);
    for (int j = 0; j < normal.length; j++) {
      normal[j] /= length;
    }
  }

  @Override
  public double evaluate(float[] point, int classId, float[] gradient) {
    FeatureVectors.requireFits("the direction", normal.length, point.length);
    if (normal.length == 0 && feature >= point.length) {
      throw new InvalidInputException(
          "feature " + feature + " is to collapse but samples have " + point.length + " features",
          "Features count from 0.");
    }
    double s = -position;
    if (normal.length == 0) {
      s += point[feature];
    } else {
      for (int j = 0; j < point.length; j++) {
        s += normal[j] * point[j];
      }
    }
    double slope = squared ? 2 * s : Math.signum(s);
    if (normal.length == 0) {
      gradient[feature] = (float) slope;
    } else {
      for (int j = 0; j < point.length; j++) {
        gradient[j] = (float) (slope * normal[j]);
      }
    }
    return squared ? s * s : Math.abs(s);
  }
}
