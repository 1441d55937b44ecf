package org.otium.learners.transforms;

import java.util.Optional;
import org.otium.api.Encoder;
import org.otium.api.LabeledDataset;
import org.otium.settings.Setting;

/**
 * How samples are embedded.
 *
 * @param encoder embeds them
 * @param learnFrom what the encoder learns from; the dataset itself if empty
 */
public record EmbedSettings(
    @Setting(doc = "Embeds the samples.", defaultValue = "pca") Encoder encoder,
    @Setting(
            doc =
                "The dataset that the encoder learns from, so that several datasets share a space; that which is embedded if empty.",
            defaultValue = "")
        Optional<LabeledDataset> learnFrom) {}
