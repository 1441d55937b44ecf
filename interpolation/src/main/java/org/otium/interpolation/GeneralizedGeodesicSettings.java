package org.otium.interpolation;

import org.otium.api.DatasetMapping;
import org.otium.api.LabelDistance;
import org.otium.settings.Setting;

/**
 * How the maps of a generalized geodesic are learned, and how distances between datasets are
 * measured through them.
 *
 * @param mapping learns T_i from the reference to the i-th dataset
 * @param labelDistance W₂² between classes, for the (2, Q)-dataset distance
 * @param featureWeight φ, what the feature part of that distance is multiplied by
 * @param labelWeight λ, what the label part of that distance is multiplied by
 */
public record GeneralizedGeodesicSettings(
    @Setting(
            doc = "Learns the maps from the reference to the datasets.",
            defaultValue = "barycentric")
        DatasetMapping mapping,
    @Setting(
            doc = "The squared distance between classes, for the weights that project.",
            defaultValue = "gaussian")
        LabelDistance labelDistance,
    @Setting(doc = "What features count for the weights that project.", defaultValue = "1", min = 0)
        double featureWeight,
    @Setting(doc = "What labels count for the weights that project.", defaultValue = "1", min = 0)
        double labelWeight) {}
