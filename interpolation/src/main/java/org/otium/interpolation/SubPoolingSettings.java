package org.otium.interpolation;

import org.otium.settings.Setting;

/**
 * Which samples sub-pooling takes.
 *
 * @param neighbours how many neighbours of each sample of the reference are taken from all datasets
 *     together
 */
public record SubPoolingSettings(
    @Setting(
            doc = "How many neighbours each sample of the reference has among all datasets.",
            defaultValue = "10",
            min = 1)
        int neighbours) {}
