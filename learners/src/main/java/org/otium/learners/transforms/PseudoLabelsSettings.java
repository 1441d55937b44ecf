package org.otium.learners.transforms;

import java.util.Optional;
import org.otium.api.Clustering;
import org.otium.api.LabelDistance;
import org.otium.api.LabeledDataset;
import org.otium.settings.Setting;

/**
 * How samples without labels get some (DD §6.3).
 *
 * @param clustering groups the samples
 * @param noise what becomes of samples that belong to no cluster
 * @param alignTo classes that clusters are to be named after; clusters are numbered if empty
 * @param labelDistance how far clusters are from those classes; used with {@code alignTo} only
 */
public record PseudoLabelsSettings(
    @Setting(doc = "Groups the samples; its clusters become classes.", defaultValue = "k-means")
        Clustering clustering,
    @Setting(
            doc = "What becomes of samples that the clustering calls noise.",
            defaultValue = "drop")
        Noise noise,
    @Setting(
            doc =
                "A dataset, or a role such as target, whose class ids and names the nearest clusters"
                    + " take, one each; clusters that are left over keep ids of their own.",
            defaultValue = "")
        Optional<LabeledDataset> alignTo,
    @Setting(
            doc = "The squared distance between clusters and classes, for align-to.",
            defaultValue = "gaussian")
        LabelDistance labelDistance) {
  /** What becomes of samples that belong to no cluster. */
  public enum Noise {
    /** They are left out of the dataset. */
    DROP,
    /** They join the cluster of the nearest sample that belongs to one. */
    NEAREST_CLUSTER,
    /** They make the class −1, called noise. */
    OWN_CLASS
  }
}
