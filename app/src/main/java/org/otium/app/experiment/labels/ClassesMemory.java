package org.otium.app.experiment.labels;

import org.otium.api.GaussianFamily;
import org.otium.api.InvalidInputException;
import org.otium.app.text.Numbers;

/**
 * Refuses comparisons of classes that do not fit the memory.
 *
 * @param budget how many bytes one array may take
 */
record ClassesMemory(long budget) {
  /** The moments of the classes of a dataset. */
  void requireStatistics(GaussianFamily.Form form, int d, int classes) {
    long bytes = 8L * d * d * classes;
    if (form == GaussianFamily.Form.FULL && bytes > budget) {
      throw new InvalidInputException(
          "full covariances of "
              + Numbers.counted(classes, "class")
              + " of "
              + Numbers.counted(d, "feature")
              + " take "
              + Numbers.bytes(bytes)
              + ", more than one array may take",
          "Keep the variances alone, with --set covariances=diagonal, give more with --memory, or"
              + " make fewer features first, for instance with the transform embed.");
    }
  }

  /** The distances between all classes. */
  void requireDistances(int classes) {
    long bytes = 8L * classes * classes;
    if (bytes > budget) {
      throw new InvalidInputException(
          "the distances between "
              + Numbers.counted(classes, "class")
              + " take "
              + Numbers.bytes(bytes)
              + ", more than one array may take",
          "Compare fewer datasets at a time, or give more with --memory.");
    }
  }
}
