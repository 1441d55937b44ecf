package org.otium.interpolation;

import org.otium.api.GroundCost;
import org.otium.api.LabelDistance;
import org.otium.api.LabeledTransport;
import org.otium.api.OtSolver;
import org.otium.settings.Setting;

/**
 * How a barycentric projection is computed.
 *
 * @param solver solves the transport between samples
 * @param labelDistance W₂² between classes
 * @param groundCost the cost between features
 * @param featureWeight φ, what the feature cost is multiplied by
 * @param labelWeight λ, what the label distance is multiplied by
 * @param batchSize B, the most samples of either dataset in one problem (GG §6)
 */
public record BarycentricMappingSettings(
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
                "The most samples of either dataset in one transport problem; larger datasets are cut into random class-balanced blocks.",
            defaultValue = "10000",
            min = 1)
        int batchSize) {

  LabeledTransport transport() {
    return new LabeledTransport(groundCost, labelDistance, featureWeight, labelWeight);
  }
}
