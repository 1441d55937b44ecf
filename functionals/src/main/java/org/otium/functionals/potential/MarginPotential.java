package org.otium.functionals.potential;

import java.util.Set;
import org.otium.api.PotentialEnergy;

/**
 * V(x, y) = max{0, m + y(xᵀw − b)} with y = ±1 (DD §5, with a margin m besides): zero where the
 * positive classes lie on the side of −w and the negative ones on the side of w. Classes without a
 * side are left alone.
 */
public final class MarginPotential implements PotentialEnergy {
  private final double[] direction;
  private final double threshold;
  private final double margin;
  private final Set<Integer> positive;
  private final Set<Integer> negative;

  /**
   * Makes the potential.
   *
   * @param settings the hyperplane and the classes
   */
  public MarginPotential(MarginPotentialSettings settings) {
    this.direction = FeatureVectors.finite("the direction", settings.direction());
    this.threshold = settings.threshold();
    this.margin = settings.margin();
    this.positive = Set.copyOf(settings.positive());
    this.negative = Set.copyOf(settings.negative());
  }

  @Override
  public double evaluate(float[] point, int classId, float[] gradient) {
    FeatureVectors.requireFits("the direction", direction.length, point.length);
    int y = side(classId);
    double inner = -threshold;
    for (int j = 0; j < point.length; j++) {
      inner += point[j] * direction[j];
    }
    double hinge = margin + y * inner;
    if (y == 0 || hinge <= 0) {
      return 0;
    }
    for (int j = 0; j < point.length; j++) {
      gradient[j] = (float) (y * direction[j]);
    }
    return hinge;
  }

  private int side(int classId) {
    if (positive.contains(classId)) {
      return 1;
    }
    return negative.isEmpty() || negative.contains(classId) ? -1 : 0;
  }
}
