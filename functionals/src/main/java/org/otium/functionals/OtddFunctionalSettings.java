package org.otium.functionals;

import org.otium.api.GroundCost;
import org.otium.api.LabelDistance;
import org.otium.api.LabeledDataset;
import org.otium.api.OtSolver;
import org.otium.settings.Setting;

/**
 * The functional ½·OTDD²(·, target) and how its OTDD is computed.
 *
 * @param target the dataset β to flow towards
 * @param solver solves the transport between samples
 * @param labelDistance W₂² between classes
 * @param groundCost the cost between features
 * @param featureWeight φ, what the feature cost is multiplied by
 * @param labelWeight λ, what the label distance is multiplied by
 * @param debiased whether self terms are subtracted where the solver is biased
 * @param labelGradient whether the gradient follows the label distances too
 */
public record OtddFunctionalSettings(
    @Setting(doc = "The dataset to flow towards.", defaultValue = "target") LabeledDataset target,
    @Setting(
            doc =
                "Solves the transport between samples. By default to a marginal error of 1e-4: values within 1e-6 and gradients within 3e-3 of their size.",
            defaultValue = "{name: sinkhorn, tolerance: 0.0001}")
        OtSolver solver,
    @Setting(doc = "The squared distance between classes.", defaultValue = "gaussian")
        LabelDistance labelDistance,
    @Setting(doc = "The cost between features.", defaultValue = "squared-euclidean")
        GroundCost groundCost,
    @Setting(doc = "What the feature cost is multiplied by.", defaultValue = "1", min = 0)
        double featureWeight,
    @Setting(
            doc = "What the label distance is multiplied by; 0 ignores the labels.",
            defaultValue = "1",
            min = 0)
        double labelWeight,
    @Setting(
            doc =
                "Subtract the self terms of an entropic solver, so that the target itself is the minimum.",
            defaultValue = "true")
        boolean debiased,
    @Setting(
            doc =
                "Let the gradient follow the label distances too; false holds them fixed within a step.",
            defaultValue = "true")
        boolean labelGradient) {

  OtddFunctionalSettings towards(LabeledDataset other) {
    return new OtddFunctionalSettings(
        other,
        solver,
        labelDistance,
        groundCost,
        featureWeight,
        labelWeight,
        debiased,
        labelGradient);
  }

  OtddSettings distance() {
    return new OtddSettings(
        solver, labelDistance, groundCost, featureWeight, labelWeight, debiased);
  }
}
