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

  /**
   * Makes again what was learned before, by an encoder with the same settings.
   *
   * @param state what {@link Embedding#state} gave
   * @return what was learned: it embeds samples as it did then
   * @throws InvalidInputException if the arrays are not those of such an encoder
   */
  default Embedding restore(NamedArrays state) {
    throw new InvalidInputException(
        "this encoder cannot be restored from arrays", "Let it learn again.");
  }

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

    /**
     * Brings gradients back through the embedding: Jᵀg for every sample, J the derivative of its
     * embedded features with respect to its features. What descends a function of embedded samples
     * moves the samples themselves with it.
     *
     * @param features n×d, where the derivative is taken
     * @param gradient n×k, with respect to the embedded features
     * @return n×d, or nothing if this embedding knows no derivative
     */
    default Optional<Matrix> pullback(Matrix features, Matrix gradient) {
      return Optional.empty();
    }

    /**
     * What was learned, in numbers to be kept in a file.
     *
     * @return what {@link Encoder#restore} makes it again from, or nothing if it cannot be kept
     */
    default Optional<NamedArrays> state() {
      return Optional.empty();
    }
  }
}
