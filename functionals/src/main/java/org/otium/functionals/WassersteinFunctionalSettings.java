package org.otium.functionals;

import org.otium.api.GroundCost;
import org.otium.api.LabeledDataset;
import org.otium.api.OtSolver;
import org.otium.settings.Setting;

/**
 * The functional ½·W₂²(·, target) of the features alone.
 *
 * @param target the dataset β to flow towards; its labels are ignored
 * @param solver solves the transport between samples
 * @param groundCost the cost between features
 * @param debiased whether self terms are subtracted where the solver is biased
 */
public record WassersteinFunctionalSettings(
    @Setting(doc = "The dataset to flow towards; its labels are ignored.", defaultValue = "target")
        LabeledDataset target,
    @Setting(doc = "Solves the transport between samples.", defaultValue = "sinkhorn")
        OtSolver solver,
    @Setting(doc = "The cost between features.", defaultValue = "squared-euclidean")
        GroundCost groundCost,
    @Setting(
            doc =
                "Subtract the self terms of an entropic solver, so that the target itself is the minimum.",
            defaultValue = "true")
        boolean debiased) {}
