package org.otium.app.experiment;

import java.util.Optional;
import org.otium.api.FeatureShape;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.app.text.Numbers;
import org.otium.data.Resampling;
import org.otium.data.Subset;
import org.otium.data.Subsets;

/** Brings two datasets into one feature space and to the size that was asked for. */
public final class Preparation {
  /** The largest dataset of which all samples are used where the user does not say how many. */
  public static final int MOST_SAMPLES = 5000;

  /** How it is told that not all samples are used, where nothing else is to be said of that. */
  public static final String BALANCED = ", equally many of each class.";

  private Preparation() {}

  /**
   * A class-balanced part of a dataset.
   *
   * @param dataset any dataset
   * @param samples how many samples at most
   * @param seed decides which
   * @return the part, and which classes fell short of their share
   */
  public static Subset subset(LabeledDataset dataset, int samples, long seed) {
    return Subsets.classBalanced(dataset, samples, seed);
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
  public static LabeledDataset fitted(LabeledDataset from, LabeledDataset to, boolean resize) {
    return fitted(from, to.shape(), to.name(), resize);
  }

  /**
   * Resizes a dataset to a shape, or refuses.
   *
   * @param from the dataset that may be resized
   * @param b the shape
   * @param owner what has that shape, for messages
   * @param resize whether resizing was asked for
   * @return samples of that shape
   * @throws InvalidInputException if the shapes differ and cannot or shall not be made equal
   */
  public static LabeledDataset fitted(
      LabeledDataset from, FeatureShape b, String owner, boolean resize) {
    return isResized(from.name(), from.shape(), b, owner, resize)
        ? Resampling.toShape(from, b)
        : from;
  }

  /**
   * Whether a dataset has to be resized to have a shape.
   *
   * @param name what it is called
   * @param a its shape
   * @param b the shape that it is to have
   * @param owner what has that shape, for messages
   * @param resize whether resizing was asked for
   * @return false if it fits as it is
   * @throws InvalidInputException if it does not fit and cannot or shall not be resized
   */
  public static boolean isResized(
      String name, FeatureShape a, FeatureShape b, String owner, boolean resize) {
    boolean same =
        a.height() == b.height() && a.width() == b.width() && a.channels() == b.channels();
    if (same) {
      return false;
    }
    String what = "'" + name + "' has " + describe(a) + " but '" + owner + "' has " + describe(b);
    if (!a.isImage() || !b.isImage()) {
      if (a.dimension() == b.dimension()) {
        // The same number of features, of which one side does not know that they are pixels.
        return false;
      }
      throw new InvalidInputException(
          what, "Choose datasets with the same features: only images can be resized.");
    }
    if (!resize) {
      throw new InvalidInputException(
          what, "Add --resize to bring the images of '" + name + "' to " + describe(b) + ".");
    }
    return true;
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
  public static Optional<String> leftOut(LabeledDataset whole, Subset used) {
    return leftOut(whole.name(), whole.size(), used);
  }

  /**
   * How many samples transforms leave or make, in words.
   *
   * @param before the dataset before them
   * @param after the dataset after them
   * @param by the setting that names them
   * @return one line, or nothing if there are as many as before
   */
  static Optional<String> leftBy(LabeledDataset before, LabeledDataset after, String by) {
    if (before.size() == after.size()) {
      return Optional.empty();
    }
    String number = Numbers.count(after.size());
    return Optional.of(
        "Of the "
            + Numbers.counted(before.size(), "sample")
            + " of '"
            + before.name()
            + "' "
            + (after.size() < before.size()
                ? number + " are left after " + by
                : by + " make " + number)
            + ".");
  }

  /** The same of a dataset of which only the size is known. */
  static Optional<String> leftOut(String name, int size, Subset used) {
    if (size == used.dataset().size()) {
      return Optional.empty();
    }
    String line =
        "Of '"
            + name
            + "' "
            + Numbers.count(used.dataset().size())
            + " of "
            + Numbers.counted(size, "sample")
            + " are used";
    return Optional.of(
        used.warning().isEmpty()
            ? line + BALANCED
            : line + ", equally many of each class; " + used.warning() + ".");
  }
}
