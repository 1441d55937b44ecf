package org.otium.functionals.interaction;

import org.otium.settings.Setting;

/**
 * How far the repulsion of classes reaches.
 *
 * @param length ℓ
 */
public record ClassRepulsionSettings(
    @Setting(
            doc = "Distance at which the repulsion has fallen to 1/e, in feature units.",
            defaultValue = "1",
            min = 0,
            exclusiveMin = true)
        double length) {}
