package org.otium.learners.common;

import org.otium.api.InvalidInputException;
import org.otium.api.Matrix;

/** Checks of features before work starts. */
public final class Features {
  private static final double LARGEST_SQUARE = Float.MAX_VALUE / 16;

  private Features() {}

  /**
   * Refuses features that are not finite, or whose squares overflow.
   *
   * @param features n×d
   */
  public static void requireUsable(Matrix features) {
    int d = features.columns();
    long bad = features.firstNonFinite();
    if (bad >= 0) {
      throw new InvalidInputException(
          "feature " + bad % d + " of sample " + bad / d + " is " + features.array()[(int) bad],
          "Remove or repair the samples that are not finite.");
    }
    float largest = 0;
    for (float v : features.array()) {
      largest = Math.max(largest, Math.abs(v));
    }
    if ((double) largest * largest * Math.max(1, d) > LARGEST_SQUARE) {
      throw new InvalidInputException(
          "features as large as " + largest + ", whose squares overflow", "Rescale the features.");
    }
  }

  /**
   * Refuses samples that cannot be handed to what was learned, or whose features are not usable.
   *
   * @param features n×d
   * @param dimension how many features there were when it was learned
   */
  public static void requireLike(Matrix features, int dimension) {
    if (features.columns() != dimension) {
      throw new InvalidInputException(
          "samples of "
              + features.columns()
              + " features, where "
              + dimension
              + " features were learned from",
          "Bring them to one shape first.");
    }
    requireUsable(features);
  }

  /**
   * Refuses gradients that do not belong to the samples.
   *
   * @param features n samples
   * @param gradient a row a sample
   */
  public static void requirePaired(Matrix features, Matrix gradient) {
    if (features.rows() != gradient.rows()) {
      throw new InvalidInputException(
          features.rows() + " samples with " + gradient.rows() + " gradients",
          "Give one gradient a sample.");
    }
  }
}
