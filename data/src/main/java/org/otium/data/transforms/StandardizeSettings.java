package org.otium.data.transforms;

import java.util.Optional;
import org.otium.api.LabeledDataset;
import org.otium.settings.Setting;

/**
 * What to measure features with.
 *
 * @param reference the dataset whose means and standard deviations are used
 */
public record StandardizeSettings(
    @Setting(
            doc =
                "The dataset whose means and standard deviations are used, so that several datasets"
                    + " get one scale; each its own if empty, which also moves their means together.",
            defaultValue = "")
        Optional<LabeledDataset> reference) {}
