package org.otium.functionals.wow;

import org.otium.settings.Setting;

/**
 * The kernel exp(−SW₂²/2h).
 *
 * @param bandwidth h, in squared feature units
 * @param directions L, the number of directions
 */
public record GaussianSwSettings(
    @Setting(
            doc = "h of exp(−SW₂²/2h), in squared feature units.",
            defaultValue = "0.1",
            min = 0,
            exclusiveMin = true)
        double bandwidth,
    @Setting(
            doc = "Number of random directions L; the error falls with its square root.",
            defaultValue = "500",
            min = 1)
        int directions) {}
