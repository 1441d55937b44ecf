package org.otium.functionals.wow;

import org.otium.api.LabeledDataset;
import org.otium.settings.Setting;

/**
 * Distribution matching.
 *
 * @param target the dataset whose classes to match
 * @param targetBatch how many samples of each class of the target a step sees; 0 for all
 */
public record DistributionMatchingSettings(
    @Setting(doc = "The dataset to flow towards.", defaultValue = "target") LabeledDataset target,
    @Setting(
            doc = "How many samples of each class of the target a step sees; 0 for all.",
            defaultValue = "0",
            min = 0)
        int targetBatch) {}
