package org.otium.api;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

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

  /**
   * Makes again what was learned before, by a classifier with the same settings.
   *
   * @param state what {@link Trained#state} gave
   * @return what was learned: it labels samples as it did then
   * @throws InvalidInputException if the arrays are not those of such a classifier
   */
  default Trained restore(NamedArrays state) {
    throw new InvalidInputException(
        "this classifier cannot be restored from arrays", "Let it learn again.");
  }

  /** A classifier that has learned. Immutable. */
  interface Trained {
    /**
     * Labels samples.
     *
     * @param features n×d
     * @return n labels over the classes of the training set
     */
    Labels predict(Matrix features);

    /**
     * Goes on learning from other samples of the same feature space. The result labels samples in
     * their classes: where these are others than before it has a new head, and what lies below the
     * head is kept as the start. What was learned until now stays as it is.
     *
     * @param samples labelled samples, often few
     * @param seed decides everything random
     * @return what was learned from both
     */
    Trained fineTune(LabeledDataset samples, long seed);

    /**
     * How learning went, the last time.
     *
     * @return one entry an epoch; none where nothing is learned in epochs
     */
    default List<Epoch> curve() {
      return List.of();
    }

    /**
     * What was learned, in numbers to be kept in a file.
     *
     * @return what {@link Classifier#restore} makes it again from, or nothing if it cannot be kept
     */
    default Optional<NamedArrays> state() {
      return Optional.empty();
    }
  }

  /**
   * One pass over the training samples.
   *
   * @param loss the mean loss while learning
   * @param accuracy the share of the mass of the training samples that was labelled rightly
   * @param heldOut the same share of samples that are only looked at, where there are such
   */
  record Epoch(double loss, double accuracy, OptionalDouble heldOut) {}
}
