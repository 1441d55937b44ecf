package org.otium.numerics;

/** What one thread needs to itself. */
final class SlicedScratch {
  final SlicedSegments segments;
  final float[] gradient;
  final double[] sums;
  final int[] others;
  final int[] measures;
  final float[] coefficients;
  final double[] x;
  final double[] massesX;
  final double[] y;
  final double[] massesY;
  final double[] gradientX;

  /**
   * Allocates.
   *
   * @param largest points of the largest measure
   * @param measures how many measures there are
   * @param width lanes of a tile
   */
  SlicedScratch(int largest, int measures, int width) {
    segments = new SlicedSegments(2 * largest);
    gradient = new float[Math.multiplyExact(largest, width)];
    sums = new double[SlicedLanes.TILES_AT_ONCE * width];
    others = new int[Math.max(measures, SlicedLanes.TILES_AT_ONCE)];
    this.measures = new int[SlicedLanes.TILES_AT_ONCE];
    coefficients = new float[measures];
    x = new double[largest];
    massesX = new double[largest];
    y = new double[largest];
    massesY = new double[largest];
    gradientX = new double[largest];
  }
}
