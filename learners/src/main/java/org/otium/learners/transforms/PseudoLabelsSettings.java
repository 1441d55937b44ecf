package org.otium.learners.transforms;

import org.otium.api.Clustering;
import org.otium.settings.Setting;

/**
 * How samples without labels get some (DD §6.3).
 *
 * @param clustering groups the samples
 * @param noise what becomes of samples that belong to no cluster
 */
public record PseudoLabelsSettings(
    @Setting(doc = "Groups the samples; its clusters become classes.", defaultValue = "k-means")
        Clustering clustering,
    @Setting(
            doc = "What becomes of samples that the clustering calls noise.",
            defaultValue = "drop")
        Noise noise) {
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
