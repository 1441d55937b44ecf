package org.otium.app.experiment.distance;

import java.util.List;
import java.util.Optional;
import org.otium.api.DatasetDistance;
import org.otium.api.DatasetTransform;
import org.otium.settings.Setting;

/**
 * A comparison of each of several datasets with each other.
 *
 * @param samples how many samples of each dataset are used
 * @param seed decides everything random
 * @param resize whether images of another shape are resized
 * @param transforms what each dataset is put through before it is compared
 * @param damaged what becomes of datasets that cannot be read
 * @param metric what compares
 */
public record PairwiseSettings(
    @Setting(
            doc =
                "How many samples of each dataset are used, equally many of each class; empty for all"
                    + " of them up to 5000.",
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
        List<DatasetTransform> transforms,
    @Setting(
            doc =
                "Datasets that cannot be read: refuse all, or leave them out and compare the others.",
            defaultValue = "refuse")
        Damaged damaged,
    @Setting(doc = "What compares.", defaultValue = "otdd") DatasetDistance metric) {
  /** What becomes of datasets that cannot be read. */
  public enum Damaged {
    /** Nothing is compared. */
    REFUSE,
    /** The others are compared. */
    LEAVE_OUT
  }
}
