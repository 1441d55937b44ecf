package org.otium.functionals.potential;

import java.util.List;
import org.otium.settings.Setting;

/**
 * A ball.
 *
 * @param radius τ
 * @param center x₀; empty for the origin
 */
public record BallPotentialSettings(
    @Setting(doc = "Radius of the ball, in feature units.", defaultValue = "1", min = 0)
        double radius,
    @Setting(
            doc = "Centre of the ball: one number a feature, or empty for the origin.",
            defaultValue = "[]")
        List<Double> center) {
  /** Copies and checks the centre. */
  public BallPotentialSettings {
    center = List.copyOf(center);
    FeatureVectors.finite("the centre of the ball", center);
  }
}
