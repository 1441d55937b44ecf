package org.otium.app.experiment.labels;

import java.util.List;
import java.util.Optional;
import org.otium.api.DatasetTransform;
import org.otium.api.GaussianFamily;
import org.otium.api.LabelDistance;
import org.otium.settings.Setting;

/**
 * How the classes of datasets are compared.
 *
 * @param labelDistance what compares them
 * @param covariances what is kept of their covariances
 * @param samples how many samples of each dataset are used
 * @param seed decides everything random
 * @param resize whether images of another shape are resized
 * @param transforms what each dataset is put through before
 */
public record LabelDistancesSettings(
    @Setting(doc = "The squared distance between classes.", defaultValue = "gaussian")
        LabelDistance labelDistance,
    @Setting(
            doc =
                "What is kept of the covariances of classes: full, or diagonal, the variances alone. Full ones"
                    + " take 8·d² bytes a class; of diagonal ones the distance sees no correlations.",
            defaultValue = "full")
        GaussianFamily.Form covariances,
    @Setting(
            doc =
                "How many samples of each dataset are used, equally many of each class. Empty: all where the"
                    + " label distance needs means and covariances alone (gaussian, means), and up to 5000"
                    + " where it compares samples.",
            defaultValue = "",
            min = 1)
        Optional<Integer> samples,
    @Setting(doc = "Decides everything random.", defaultValue = "0") long seed,
    @Setting(
            doc = "Resize the images of all datasets to the shape of the last one's.",
            defaultValue = "false")
        boolean resize,
    @Setting(
            doc =
                "What samples of each dataset are put through, in this order; for instance"
                    + " [pseudo-labels].",
            defaultValue = "[]")
        List<DatasetTransform> transforms) {}
