package org.otium.numerics;

/**
 * The range of a cost matrix.
 *
 * @param min the smallest cost
 * @param max the largest cost
 * @param mean the mean cost
 */
public record CostSummary(double min, double max, double mean) {
  /**
   * How far apart the costs lie.
   *
   * @return max − min
   */
  public double range() {
    return max - min;
  }
}
