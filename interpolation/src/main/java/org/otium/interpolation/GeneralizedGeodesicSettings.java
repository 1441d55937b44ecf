package org.otium.interpolation;

import org.otium.api.DatasetMapping;
import org.otium.settings.Setting;

/**
 * How the maps of a generalized geodesic are learned.
 *
 * @param mapping learns T_i from the reference to the i-th dataset
 */
public record GeneralizedGeodesicSettings(
    @Setting(
            doc = "Learns the maps from the reference to the datasets.",
            defaultValue = "barycentric")
        DatasetMapping mapping) {}
