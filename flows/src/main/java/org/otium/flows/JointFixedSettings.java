package org.otium.flows;

import java.util.Optional;
import org.otium.api.Optimizer;
import org.otium.settings.Setting;

/**
 * Joint-driven dynamics with fixed labels.
 *
 * @param optimizer turns gradients by features into steps
 * @param meanOptimizer the same for the means of classes; empty for that of the features
 * @param covarianceOptimizer the same for the roots of their covariances
 * @param clamp whether features are kept in the range that the dataset's shape gives
 * @param covariance which covariances classes have. Gradients by a root L of a covariance are L·G
 *     for a symmetric G, so that steps down them add no rank to it
 * @param rank of low-rank covariances
 */
public record JointFixedSettings(
    @Setting(doc = "Turns gradients into steps.", defaultValue = "sgd") Optimizer optimizer,
    @Setting(
            doc = "Turns the gradients by the means of classes into steps; empty for optimizer.",
            defaultValue = "")
        Optional<Optimizer> meanOptimizer,
    @Setting(
            doc =
                "Turns the gradients by the roots of class covariances into steps; empty for optimizer.",
            defaultValue = "")
        Optional<Optimizer> covarianceOptimizer,
    @Setting(
            doc = "Keep features in their dataset's range, for images [0, 1], after every step.",
            defaultValue = "false")
        boolean clamp,
    @Setting(
            doc =
                "The covariances of the classes' Gaussians. Their rank, or the features that vary where they are diagonal, does not grow along the flow: a class of a single sample stays a point.",
            defaultValue = "full")
        LabelCovariance covariance,
    @Setting(
            doc = "Rank of low-rank covariances; the others ignore it.",
            defaultValue = "10",
            min = 1)
        int rank) {
  /**
   * Full covariances, and one optimizer for all blocks.
   *
   * @param optimizer turns gradients into steps
   * @return the settings
   */
  public static JointFixedSettings of(Optimizer optimizer) {
    return new JointFixedSettings(
        optimizer, Optional.empty(), Optional.empty(), false, LabelCovariance.FULL, 10);
  }

  BlockOptimizers optimizers() {
    return new BlockOptimizers(
        optimizer, meanOptimizer.orElse(optimizer), covarianceOptimizer.orElse(optimizer));
  }
}
