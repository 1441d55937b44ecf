package org.otium.flows;

import org.otium.api.Optimizer;
import org.otium.settings.Setting;

/**
 * Feature-driven dynamics.
 *
 * @param optimizer turns gradients into steps
 * @param clamp whether features are kept in the range that the dataset's shape gives
 */
public record FeatureDrivenSettings(
    @Setting(doc = "Turns gradients into steps.", defaultValue = "sgd") Optimizer optimizer,
    @Setting(
            doc = "Keep features in their dataset's range, for images [0, 1], after every step.",
            defaultValue = "false")
        boolean clamp) {}
