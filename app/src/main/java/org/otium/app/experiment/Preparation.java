package org.otium.app.experiment;

import java.util.Optional;
import org.otium.api.FeatureShape;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.data.Resampling;
import org.otium.data.Subsets;

/** Brings two datasets into one feature space and to the size that was asked for. */
final class Preparation {
  private Preparation() {}

  /**
   * A class-balanced part of a dataset.
   *
   * @param dataset any dataset
   * @param samples how many samples at most
   * @param seed decides which
   * @return the dataset itself if it is no larger
   */
  static LabeledDataset subset(LabeledDataset dataset, int samples, long seed) {
    return dataset.size() <= samples ? dataset : Subsets.classBalanced(dataset, samples, seed);
  }

  /**
   * Resizes one dataset to the shape of another, or refuses.
   *
   * @param from the dataset that may be resized
   * @param to decides the shape
   * @param resize whether resizing was asked for
   * @return samples of {@code to}'s shape
   * @throws InvalidInputException if the shapes differ and cannot or shall not be made equal
   */
  static LabeledDataset fitted(LabeledDataset from, LabeledDataset to, boolean resize) {
    FeatureShape a = from.shape();
    FeatureShape b = to.shape();
    boolean same =
        a.height() == b.height() && a.width() == b.width() && a.channels() == b.channels();
    if (same) {
      return from;
    }
    String what =
        "'" + from.name() + "' has " + describe(a) + " but '" + to.name() + "' has " + describe(b);
    if (!a.isImage() || !b.isImage()) {
      if (from.dimension() == to.dimension()) {
        // The same number of features, of which one side does not know that they are pixels.
        return from;
      }
      throw new InvalidInputException(
          what, "Choose datasets with the same features: only images can be resized.");
    }
    if (!resize) {
      throw new InvalidInputException(
          what, "Add --resize to bring the images of '" + from.name() + "' to " + describe(b) + ".");
    }
    return Resampling.resize(from, b.height(), b.width(), b.channels());
  }

  private static String describe(FeatureShape shape) {
    return shape.isImage() ? "images of " + shape.describe() : shape.describe();
  }

  /**
   * What was left out of a dataset, in words.
   *
   * @param whole the dataset
   * @param used what is used of it
   * @return one line, or nothing if all of it is used
   */
  static Optional<String> leftOut(LabeledDataset whole, LabeledDataset used) {
    if (whole.size() == used.size()) {
      return Optional.empty();
    }
    return Optional.of(
        "'" + whole.name() + "': " + used.size() + " of " + whole.size()
            + " samples are used, equally many of each class as far as they last.");
  }
}
