package org.otium.functionals;

import org.otium.api.GroundCost;
import org.otium.api.OtSolver;
import org.otium.settings.Setting;

/**
 * How classes are compared sample by sample.
 *
 * @param solver solves the transport between two classes; a biased one is debiased
 * @param groundCost the cost between samples
 */
public record WassersteinLabelDistanceSettings(
    @Setting(
            doc = "Solves the transport between two classes; a biased solver is debiased.",
            defaultValue = "exact")
        OtSolver solver,
    @Setting(doc = "The cost between samples.", defaultValue = "squared-euclidean")
        GroundCost groundCost) {}
