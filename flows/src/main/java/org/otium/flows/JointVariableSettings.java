package org.otium.flows;

import java.util.Optional;
import org.otium.api.Clustering;
import org.otium.api.Optimizer;
import org.otium.settings.Setting;

/**
 * Joint-driven dynamics with variable labels.
 *
 * @param optimizer turns gradients by features into steps
 * @param meanOptimizer the same for the means of labels; empty for that of the features
 * @param covarianceOptimizer the same for the roots of their covariances
 * @param clamp whether features are kept in the range that the dataset's shape gives
 * @param covariance which covariances labels have. Gradients by a root L of a covariance are L·G
 *     for a symmetric G, so that steps down them add no rank to it
 * @param rank of low-rank covariances
 * @param clustering groups particles by their label's Gaussian
 * @param relabelEvery after how many steps labels are recomputed
 * @param noise what becomes of particles that belong to no cluster
 */
public record JointVariableSettings(
    @Setting(doc = "Turns gradients into steps.", defaultValue = "sgd") Optimizer optimizer,
    @Setting(
            doc = "Turns the gradients by the means of labels into steps; empty for optimizer.",
            defaultValue = "")
        Optional<Optimizer> meanOptimizer,
    @Setting(
            doc =
                "Turns the gradients by the roots of label covariances into steps; empty for optimizer.",
            defaultValue = "")
        Optional<Optimizer> covarianceOptimizer,
    @Setting(
            doc = "Keep features in their dataset's range, for images [0, 1], after every step.",
            defaultValue = "false")
        boolean clamp,
    @Setting(
            doc =
                "The covariances of the particles' Gaussians: on images low-rank, or diagonal with a label distance that is diagonal too, to fit into memory. Their rank, or the features that vary where they are diagonal, does not grow along the flow: a class of a single sample stays a point.",
            defaultValue = "full")
        LabelCovariance covariance,
    @Setting(
            doc = "Rank of low-rank covariances; the others ignore it.",
            defaultValue = "10",
            min = 1)
        int rank,
    @Setting(
            doc =
                "Groups the particles into classes by the Gaussians of their labels: on images k-means, for the epsilon of dbscan joins most classes there.",
            defaultValue = "dbscan")
        Clustering clustering,
    @Setting(doc = "After how many steps the classes are recomputed.", defaultValue = "1", min = 1)
        int relabelEvery,
    @Setting(
            doc = "What becomes of particles that the clustering calls noise.",
            defaultValue = "nearest-cluster")
        Noise noise) {
  /** What becomes of particles that belong to no cluster. */
  public enum Noise {
    /** They join the cluster whose centre is nearest; where there is no cluster, labels stay. */
    NEAREST_CLUSTER,
    /** They make the class −1, called noise. */
    OWN_CLASS
  }

  /**
   * Full covariances, one optimizer for all blocks, and classes recomputed after every step.
   *
   * @param optimizer turns gradients into steps
   * @param clustering groups particles by their label's Gaussian
   * @return the settings
   */
  public static JointVariableSettings of(Optimizer optimizer, Clustering clustering) {
    return new JointVariableSettings(
        optimizer,
        Optional.empty(),
        Optional.empty(),
        false,
        LabelCovariance.FULL,
        10,
        clustering,
        1,
        Noise.NEAREST_CLUSTER);
  }

  BlockOptimizers optimizers() {
    return new BlockOptimizers(
        optimizer, meanOptimizer.orElse(optimizer), covarianceOptimizer.orElse(optimizer));
  }
}
