package org.otium.flows;

import org.otium.settings.Setting;

/**
 * Heavy-ball momentum.
 *
 * @param stepSize τ
 * @param momentum m
 */
public record MomentumSettings(
    @Setting(
            doc = "Step size τ, in units of flow time.",
            defaultValue = "0.1",
            min = 0,
            exclusiveMin = true)
        double stepSize,
    @Setting(
            doc = "Share of the last step that is kept; below 1.",
            defaultValue = "0.9",
            min = 0,
            max = 0.9999)
        double momentum) {}
