package org.otium.api;

/** Learns to label samples. Immutable. */
public interface Classifier {
  /**
   * Learns.
   *
   * @param training labelled samples
   * @param seed decides everything random
   * @return what was learned
   */
  Trained fit(LabeledDataset training, long seed);

  /** A classifier that has learned. */
  @FunctionalInterface
  interface Trained {
    /**
     * Labels samples.
     *
     * @param features n×d
     * @return n labels over the classes of the training set
     */
    Labels predict(Matrix features);
  }
}
