package org.otium.functionals.wow;

import org.otium.api.GroundCost;
import org.otium.api.OtSolver;
import org.otium.settings.Setting;

/**
 * The geodesic between two datasets as measures over measures.
 *
 * @param inner solves the transport between the samples of two classes
 * @param outer solves the transport between classes
 * @param groundCost the squared Euclidean cost between samples
 */
public record WowGeodesicSettings(
    @Setting(
            doc =
                "Solves the transport between the samples of two classes; exact, so that the"
                    + " geodesic ends in the datasets.",
            defaultValue = "exact")
        OtSolver inner,
    @Setting(doc = "Solves the transport between classes; exact as well.", defaultValue = "exact")
        OtSolver outer,
    @Setting(doc = "The squared cost between samples.", defaultValue = "squared-euclidean")
        GroundCost groundCost) {}
