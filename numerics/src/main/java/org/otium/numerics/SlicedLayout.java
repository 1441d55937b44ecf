package org.otium.numerics;

import java.util.List;
import java.util.Locale;
import org.otium.api.InvalidInputException;
import org.otium.api.Weights;

/**
 * How the projections of a family of measures lie in memory: the measures one after the other, the
 * directions in blocks, each as large as memory allows, of tiles of one lane a direction.
 */
final class SlicedLayout {
  /** So many partial sums a measure that the loops have enough to share out, and no more. */
  private static final int UNITS = 512;

  /** A stride of a power of two would map a column to few places of the cache. */
  private static final int STRIDE_TO_AVOID = 128;

  private final int[] starts;
  private final double[][] masses;
  private final int moving;
  private final int largest;
  private final int taggedRows;
  private final int directions;
  private final int width;
  private final int tiles;

  /**
   * Lays out.
   *
   * @param movingMasses of the measures that move
   * @param fixedMasses of the others
   * @param directions L
   * @param width directions a tile
   * @param budget bytes that the projections may take
   * @throws InvalidInputException if masses do not sum to one, or if a tile does not fit
   */
  SlicedLayout(
      List<Weights> movingMasses,
      List<Weights> fixedMasses,
      int directions,
      int width,
      long budget) {
    this.moving = movingMasses.size();
    int measures = moving + fixedMasses.size();
    this.starts = new int[measures + 1];
    this.masses = new double[measures][0];
    this.directions = directions;
    this.width = width;
    boolean fixedWeighted = false;
    int most = 0;
    for (int k = 0; k < measures; k++) {
      Weights weights = k < moving ? movingMasses.get(k) : fixedMasses.get(k - moving);
      int n = weights.size();
      if (n == 0 || Math.abs(weights.total() - 1) > Weights.SUM_TOLERANCE) {
        throw new InvalidInputException(
            "measure " + k + " has " + n + " points of total mass " + weights.total(),
            "Sliced Wasserstein distances compare probability measures: give masses of sum 1.");
      }
      if (!weights.isUniform()) {
        masses[k] = Weights.proportional(weights.toArray()).toArray();
        fixedWeighted |= k >= moving;
      }
      starts[k + 1] = Math.addExact(starts[k], n);
      most = Math.max(most, n);
    }
    this.largest = most;
    this.taggedRows = fixedWeighted ? rows() : movingRows();
    this.tiles = tilesThatFit(budget);
  }

  private int tilesThatFit(long budget) {
    int wanted = (directions + width - 1) / width;
    long bytes = width * (2L * rows() * Float.BYTES + (long) taggedRows * Integer.BYTES);
    // One tile less than an array could hold, for the stride.
    long possible = Math.min(budget / bytes, Integer.MAX_VALUE / ((long) rows() * width) - 1);
    if (possible < 1) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT,
              "projections of %d points along %d directions take %d bytes of a budget of %d",
              rows(),
              width,
              bytes,
              budget),
          "Raise the memory budget, or compare fewer points.");
    }
    long blocks = (wanted + possible - 1) / possible;
    return (int) ((wanted + blocks - 1) / blocks);
  }

  /** Number of measures. */
  int measures() {
    return starts.length - 1;
  }

  /** How many of them, the first ones, move. */
  int moving() {
    return moving;
  }

  /** Number of points of a measure. */
  int size(int measure) {
    return starts[measure + 1] - starts[measure];
  }

  /** The row of a measure's first point. */
  int start(int measure) {
    return starts[measure];
  }

  /** Number of points of the largest measure. */
  int largest() {
    return largest;
  }

  /** The measure that a row belongs to. */
  int measureOf(int row) {
    int measure = 0;
    while (starts[measure + 1] <= row) {
      measure++;
    }
    return measure;
  }

  /** Number of points. */
  int rows() {
    return starts[starts.length - 1];
  }

  /** Number of points that move. */
  int movingRows() {
    return starts[moving];
  }

  /** For how many rows, the first ones, the order of the points matters. */
  int taggedRows() {
    return taggedRows;
  }

  /** The masses of a measure's points, of sum one; empty where all are the same. Shared. */
  double[] masses(int measure) {
    return masses[measure];
  }

  /** Directions a tile. */
  int width() {
    return width;
  }

  /** Tiles a block. */
  int tiles() {
    return tiles;
  }

  /** From point to point in a matrix of points × directions of one block. */
  int stride() {
    int block = tiles * width;
    return block % STRIDE_TO_AVOID == 0 ? block + width : block;
  }

  /** Number of blocks. */
  int blocks() {
    int block = tiles * width;
    return (directions + block - 1) / block;
  }

  /** The first direction of a tile. */
  int firstDirection(int block, int tile) {
    return (block * tiles + tile) * width;
  }

  /** Directions of a block. */
  int directionsIn(int block) {
    return Math.min(tiles * width, directions - firstDirection(block, 0));
  }

  /** Directions of a tile; the last ones may hold fewer than its width, and none. */
  int directionsIn(int block, int tile) {
    return Math.clamp(directions - (long) firstDirection(block, tile), 0, width);
  }

  /** In how many groups the tiles of a block are summed: it depends on the shapes alone. */
  int groups() {
    return Math.clamp(UNITS / measures(), 1, tiles);
  }
}
