package org.otium.numerics;

/**
 * The common refinement of the quantile functions of two measures of n_a and n_b points of equal
 * mass: the pieces of [0, 1) on which both are constant, their lengths counted in units of 1/(n_a·
 * n_b), so that nothing is rounded. It is the same for every direction. Reusable, not thread-safe.
 */
final class SlicedSegments {
  private int na;
  private int nb;
  private int count;
  private final int[] rowsA;
  private final int[] rowsB;
  private final int[] units;

  /**
   * Room for segments.
   *
   * @param capacity the largest n_a + n_b
   */
  SlicedSegments(int capacity) {
    rowsA = new int[capacity];
    rowsB = new int[capacity];
    units = new int[capacity];
  }

  /** Becomes the refinement for two sizes. */
  SlicedSegments between(int na, int nb) {
    if (na == this.na && nb == this.nb) {
      return this;
    }
    this.na = na;
    this.nb = nb;
    count = 0;
    int leftA = nb;
    int leftB = na;
    for (int i = 0, j = 0; i < na; count++) {
      int step = Math.min(leftA, leftB);
      rowsA[count] = i;
      rowsB[count] = j;
      units[count] = step;
      leftA -= step;
      leftB -= step;
      if (leftA == 0) {
        i++;
        leftA = nb;
      }
      if (leftB == 0) {
        j++;
        leftB = na;
      }
    }
    return this;
  }

  /** Number of segments, at most n_a + n_b − 1. */
  int count() {
    return count;
  }

  /** Which point of the first measure each segment belongs to, in order; shared. */
  int[] rowsA() {
    return rowsA;
  }

  /** Which point of the second measure each segment belongs to, in order; shared. */
  int[] rowsB() {
    return rowsB;
  }

  /** Lengths in units; shared. */
  int[] units() {
    return units;
  }
}
