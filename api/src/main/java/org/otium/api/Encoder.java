package org.otium.api;

import java.util.Optional;

/** Embeds samples in another feature space. Immutable. */
public interface Encoder {
  /**
   * Prepares the embedding, learning from the samples if it has anything to learn.
   *
   * @param samples what to learn from
   * @param seed decides everything random
   * @return the embedding
   */
  Embedding fit(LabeledDataset samples, long seed);

  /** An embedding of feature space. */
  interface Embedding {
    /**
     * Embeds samples.
     *
     * @param samples samples of the original feature space
     * @return the same samples, labels and weights with embedded features
     */
    LabeledDataset encode(LabeledDataset samples);

    /**
     * Brings embedded samples back, where that is possible.
     *
     * @param embedded samples of the embedded feature space
     * @return samples of the original space, or nothing if the embedding cannot be inverted
     */
    Optional<LabeledDataset> decode(LabeledDataset embedded);
  }
}
