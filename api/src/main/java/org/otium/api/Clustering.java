package org.otium.api;

/** Groups points without labels. */
public interface Clustering {
  /** The cluster of a point that belongs to none. */
  int NOISE = -1;

  /**
   * Groups the points of a measure.
   *
   * @param measure the points
   * @param seed decides everything random
   * @return one cluster a point, numbered from 0, or {@link #NOISE}
   */
  int[] cluster(DiscreteMeasure measure, long seed);
}
