package org.example.tensors;

import org.otium.models.TensorDevice;
import org.otium.settings.Setting;

/**
 * All there is to set.
 *
 * @param variance s
 * @param device where to compute
 */
public record WhitenSettings(
    @Setting(doc = "The variance that every feature shall have.", defaultValue = "1", min = 0)
        double variance,
    @Setting(doc = "Where to compute: auto, cpu or gpu.", defaultValue = "auto")
        TensorDevice device) {}
