package org.otium.app.experiment.interpolation;

import java.util.List;
import java.util.Optional;
import org.otium.api.DatasetTransform;
import org.otium.api.Interpolation;
import org.otium.settings.Setting;

/**
 * An interpolation between datasets, seen from a target.
 *
 * @param weights a, one a dataset, or empty for those of the projection of the target
 * @param samples how many samples the synthetic dataset has
 * @param datasetSamples how many samples of each dataset the interpolation is made from
 * @param seed decides everything random
 * @param resize whether images of another shape are resized
 * @param targetTransforms what the target is put through first
 * @param fromTransforms what each of the datasets is put through first
 * @param interpolation the curve or simplex between the datasets
 */
public record InterpolateSettings(
    @Setting(
            doc =
                "How much of each dataset, one number a dataset, summing to one; empty for the weights"
                    + " that come nearest to the target.",
            defaultValue = "[]")
        List<Double> weights,
    @Setting(
            doc =
                "How many samples to make, however many that are; empty for one from each sample of the"
                    + " target.",
            defaultValue = "",
            min = 1)
        Optional<Long> samples,
    @Setting(
            doc =
                "How many samples of each dataset the interpolation is learned from, equally many of"
                    + " each class; empty for all of them up to 5000.",
            defaultValue = "",
            min = 1)
        Optional<Integer> datasetSamples,
    @Setting(doc = "Decides everything random.", defaultValue = "0") long seed,
    @Setting(doc = "Resize images to the shape of the target's.", defaultValue = "false")
        boolean resize,
    @Setting(
            doc =
                "What samples of the target are put through, in this order; for instance"
                    + " [pseudo-labels].",
            defaultValue = "[]")
        List<DatasetTransform> targetTransforms,
    @Setting(
            doc = "What samples of each of the datasets are put through, in this order.",
            defaultValue = "[]")
        List<DatasetTransform> fromTransforms,
    @Setting(
            doc = "The curve or simplex between the datasets.",
            defaultValue = "generalized-geodesic")
        Interpolation interpolation) {}
