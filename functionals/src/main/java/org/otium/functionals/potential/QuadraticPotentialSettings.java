package org.otium.functionals.potential;

import java.util.List;
import org.otium.settings.Setting;

/**
 * A quadratic well.
 *
 * @param curvature λ
 * @param center x₀; empty for the origin
 */
public record QuadraticPotentialSettings(
    @Setting(
            doc = "How steep the well is: λ in λ/2·‖x − x₀‖².",
            defaultValue = "1",
            min = 0,
            exclusiveMin = true)
        double curvature,
    @Setting(
            doc = "Where the well is deepest: one number a feature, or empty for the origin.",
            defaultValue = "[]")
        List<Double> center) {
  /** Copies and checks the centre. */
  public QuadraticPotentialSettings {
    center = List.copyOf(center);
    FeatureVectors.finite("the centre of the well", center);
  }
}
