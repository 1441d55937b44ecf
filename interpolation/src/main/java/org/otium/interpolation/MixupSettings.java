package org.otium.interpolation;

import org.otium.api.Interpolation;
import org.otium.settings.Setting;

/**
 * Mixup between datasets.
 *
 * @param weightsFrom the interpolation whose projection gives â; it is not prepared unless â is
 *     asked for
 */
public record MixupSettings(
    @Setting(
            doc = "The interpolation whose projection gives the best weights.",
            defaultValue = "generalized-geodesic")
        Interpolation weightsFrom) {}
