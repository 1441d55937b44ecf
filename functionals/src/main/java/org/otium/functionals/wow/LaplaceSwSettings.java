package org.otium.functionals.wow;

import org.otium.settings.Setting;

/**
 * The kernel exp(−SW₁/h).
 *
 * @param bandwidth h, in feature units
 * @param directions L, the number of directions
 */
public record LaplaceSwSettings(
    @Setting(
            doc = "h of exp(−SW₁/h), in feature units.",
            defaultValue = "0.5",
            min = 0,
            exclusiveMin = true)
        double bandwidth,
    @Setting(
            doc = "Number of random directions L; the error falls with its square root.",
            defaultValue = "500",
            min = 1)
        int directions) {}
