package org.otium.functionals;

import org.otium.api.GroundCost;
import org.otium.api.LabelDistance;
import org.otium.api.LabeledTransport;
import org.otium.api.OtSolver;
import org.otium.settings.Setting;

/**
 * How an OTDD is computed.
 *
 * @param solver solves the transport between samples
 * @param labelDistance W₂² between classes
 * @param groundCost the cost between features
 * @param featureWeight φ, what the feature cost is multiplied by
 * @param labelWeight λ, what the label distance is multiplied by
 * @param debiased whether self terms are subtracted where the solver is biased
 */
public record OtddSettings(
    @Setting(doc = "Solves the transport between samples.", defaultValue = "sinkhorn")
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
                "Subtract the self terms of an entropic solver, so that a dataset is at distance 0 from itself.",
            defaultValue = "true")
        boolean debiased) {

  OtddSettings withSolver(OtSolver other) {
    return new OtddSettings(other, labelDistance, groundCost, featureWeight, labelWeight, debiased);
  }

  LabeledTransport transport() {
    return new LabeledTransport(groundCost, labelDistance, featureWeight, labelWeight);
  }

  boolean needsSelfTerms() {
    return debiased && solver.isBiased();
  }
}
