package org.otium.flows;

import org.otium.settings.Setting;

/**
 * Plain gradient descent.
 *
 * @param stepSize τ
 */
public record SgdSettings(
    @Setting(
            doc = "Step size τ, in units of flow time.",
            defaultValue = "0.5",
            min = 0,
            exclusiveMin = true)
        double stepSize) {}
