package org.otium.functionals.wow;

import org.otium.settings.Setting;

/**
 * The kernel (h + SW₂²)^−½.
 *
 * @param bandwidth h, in squared feature units
 * @param directions L, the number of directions
 */
public record ImqSwSettings(
    @Setting(
            doc = "h of (h + SW₂²)^−½, in squared feature units.",
            defaultValue = "1",
            min = 0,
            exclusiveMin = true)
        double bandwidth,
    @Setting(
            doc = "Number of random directions L; the error falls with its square root.",
            defaultValue = "500",
            min = 1)
        int directions) {}
