package org.otium.numerics;

/**
 * The inner loops of sliced Wasserstein distances, over tiles of {@link #width()} directions.
 *
 * <p>A tile holds the projections of n points along {@code width} directions: value i·width + l
 * belongs to row i and direction l. Directions never meet, so each is a lane, and sorting is a
 * network of compare-and-exchange between whole rows: no branch depends on the data.
 *
 * <p>Both implementations do the same operations in the same order on a lane, and give the same
 * bits; only the order of the tags of equal values differs.
 */
sealed interface SlicedLanes permits ScalarSlicedLanes, SimdSlicedLanes {
  /** How many terms are added in single precision before the sum moves on to double. */
  int TERMS_A_FLOAT_SUM = 128;

  /** How many tiles {@link #equalSums} takes at once. */
  int TILES_AT_ONCE = 4;

  /**
   * The fastest implementation that works here.
   *
   * @return vectors, or plain Java where the vector module is absent or its vectors are too short
   */
  static SlicedLanes fastest() {
    return Simd.PRESENT && SimdSlicedLanes.wideEnough()
        ? new SimdSlicedLanes()
        : new ScalarSlicedLanes();
  }

  /** Directions a tile. */
  int width();

  /**
   * Copies projections out of a points × directions matrix into a tile.
   *
   * @param from the matrix
   * @param offset the first point's projection along the tile's first direction
   * @param stride from point to point
   * @param to tiles
   * @param toOffset where the tile starts
   * @param n points
   * @return whether all values are finite
   */
  boolean load(float[] from, int offset, int stride, float[] to, int toOffset, int n);

  /**
   * Sorts each lane of a tile, ascending.
   *
   * @param tiles all tiles
   * @param offset where the tile starts
   * @param n its rows
   */
  void sort(float[] tiles, int offset, int n);

  /**
   * Sorts each lane of a tile, ascending, and permutes the tags alike.
   *
   * @param tiles all tiles
   * @param offset where the tile starts
   * @param tags all tags, laid out like tiles
   * @param tagOffset where those of the tile start
   * @param n its rows
   */
  void sort(float[] tiles, int offset, int[] tags, int tagOffset, int n);

  /**
   * Σ_i |a_i − b_i|^p in each lane, between one tile and up to {@link #TILES_AT_ONCE} others of the
   * same size.
   *
   * @param order p
   * @param tiles all tiles
   * @param a where the one starts
   * @param b where the others start
   * @param count how many others, at least 1
   * @param n rows
   * @param out width sums for each of the others, overwritten
   */
  void equalSums(SlicedOrder order, float[] tiles, int a, int[] b, int count, int n, double[] out);

  /**
   * Σ_s units_s·|a_i(s) − b_j(s)|^p in each lane.
   *
   * @param order p
   * @param tiles all tiles
   * @param a where the one starts
   * @param b where the other starts
   * @param segments the refinement of the two sizes
   * @param out width sums, overwritten
   */
  void segmentSums(
      SlicedOrder order, float[] tiles, int a, int b, SlicedSegments segments, double[] out);

  /**
   * g_i ← Σ_q c_q·φ(a_i − b_qi), with φ(x) = x for p = 2 and sign x for p = 1, for tiles of the
   * same size.
   *
   * @param order p
   * @param tiles all tiles
   * @param a where the one starts
   * @param b where the others start
   * @param c their coefficients
   * @param count how many others; may be 0
   * @param n rows
   * @param g n·width values, overwritten
   */
  void equalGradient(
      SlicedOrder order, float[] tiles, int a, int[] b, float[] c, int count, int n, float[] g);

  /**
   * g_i ← g_i + Σ_s c·units_s·φ(a_i − b_j(s)) over the segments of row i.
   *
   * @param order p
   * @param tiles all tiles
   * @param a where the one starts
   * @param b where the other starts
   * @param segments the refinement of the two sizes
   * @param c coefficient of a unit
   * @param g width values a row of the one, added to
   */
  void segmentGradient(
      SlicedOrder order, float[] tiles, int a, int b, SlicedSegments segments, float c, float[] g);
}
