package org.otium.functionals.wow;

import org.otium.settings.Setting;

/**
 * The kernel −SW₂^r.
 *
 * @param exponent r
 * @param smoothing δ, in feature units: below it the distance of two measures counts as nearly zero
 * @param directions L, the number of directions
 */
public record RieszSwSettings(
    @Setting(doc = "r of −SW₂^r.", defaultValue = "1", min = 0, max = 2, exclusiveMin = true)
        double exponent,
    @Setting(
            doc = "δ: the kernel is smooth for SW₂ below it, in feature units.",
            defaultValue = "1e-4",
            min = 0,
            exclusiveMin = true)
        double smoothing,
    @Setting(
            doc = "Number of random directions L; the error falls with its square root.",
            defaultValue = "500",
            min = 1)
        int directions) {}
