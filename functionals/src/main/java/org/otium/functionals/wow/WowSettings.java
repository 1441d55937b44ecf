package org.otium.functionals.wow;

import org.otium.api.LabelDistance;
import org.otium.api.OtSolver;
import org.otium.settings.Setting;

/**
 * The Wasserstein over Wasserstein distance.
 *
 * @param inner W₂² between classes
 * @param solver solves the transport between classes
 */
public record WowSettings(
    @Setting(
            doc =
                "The squared distance between classes: wasserstein for W₂ between samples, with its solver, or sliced, gaussian, means.",
            defaultValue = "wasserstein")
        LabelDistance inner,
    @Setting(
            doc = "Solves the transport between classes; a biased solver is debiased.",
            defaultValue = "exact")
        OtSolver solver) {

  WowSettings withSolver(OtSolver other) {
    return new WowSettings(inner, other);
  }
}
