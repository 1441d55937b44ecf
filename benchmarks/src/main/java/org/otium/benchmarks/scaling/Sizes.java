package org.otium.benchmarks.scaling;

/**
 * How large a piece of work is.
 *
 * @param work what is done
 * @param n samples of each dataset
 * @param classes classes of each
 * @param d features
 * @param m datasets
 */
record Sizes(String work, int n, int classes, int d, int m) {
  /**
   * What a piece of work took.
   *
   * @param sizes how large it was
   * @param isHeldOut whether the model has not seen it
   * @param seconds the least of several times
   * @param megabytes of the heap at most, over what was there before
   */
  record Point(Sizes sizes, boolean isHeldOut, double seconds, double megabytes) {}

  double squareOfSamples() {
    return (double) n * n;
  }

  /** Rows of a root of a covariance. */
  double rank() {
    return Math.min((double) n / classes, d);
  }
}
