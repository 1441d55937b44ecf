package org.otium.numerics;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.otium.api.Compute;
import org.otium.api.CostMatrix;
import org.otium.api.InvalidInputException;
import org.otium.api.LinearAlgebra;
import org.otium.api.LinearAlgebra.Transpose;
import org.otium.api.Matrix;

/**
 * The cost s·‖x_i − y_j‖² + g(i, j) between two sets of points, g constant on pairs of groups.
 *
 * <p>In up to {@value #DIRECT_DIMENSIONS} dimensions the differences are squared and summed as they
 * are: relative error below (d + 2)·2⁻²⁴. Beyond that the cost is ‖x‖² + ‖y‖² − 2⟨x, y⟩ with the
 * inner products from a matrix product, all points centred on their common mean first, and clamped
 * at zero. The absolute error of an entry is then a few times √d·2⁻²⁴·‖x‖‖y‖ with norms measured
 * from the common mean: about 1e-6 of a typical entry for images, more only for points that are
 * much closer to each other than to the mean.
 *
 * <p>The full cost of a set with itself is computed once a pair, so it is symmetric to the bit, and
 * its diagonal (before g) is exactly zero.
 */
public final class SquaredEuclidean {
  /** Up to here differences are squared directly. */
  public static final int DIRECT_DIMENSIONS = 8;

  /**
   * Rows and columns of a tile: small enough to be finished in the second-level cache. The columns
   * are a multiple of the rows, so that a tile on the diagonal mirrors into itself.
   */
  private static final int TILE_ROWS = 256;

  private static final int TILE_COLUMNS = 512;

  /** Rows that one chunk of the direct kernel fills. */
  private static final int DIRECT_ROWS = 16;

  private static final double LARGEST_COST = Float.MAX_VALUE / 4;

  private static final boolean SIMD = Simd.PRESENT;

  private final int rows;
  private final int columns;
  private final int dimension;
  private final boolean self;
  private final float[] x;

  /** Row-major like x, or one feature after the other where the direct kernel reads it. */
  private final float[] y;

  private final float[] xNorms;
  private final float[] yNorms;
  private final float scale;
  private final @Nullable GroupConstants groups;

  /** The same cost in double precision. */
  private final SquaredDifferences differences;

  private SquaredEuclidean(
      boolean self,
      float[] x,
      float[] y,
      float[] xNorms,
      float[] yNorms,
      @Nullable GroupConstants groups,
      SquaredDifferences differences) {
    this.rows = differences.rows();
    this.columns = differences.columns();
    this.dimension = differences.dimension();
    this.self = self;
    this.x = x;
    this.y = y;
    this.xNorms = xNorms;
    this.yNorms = yNorms;
    this.scale = (float) differences.scale();
    this.groups = groups;
    this.differences = differences;
  }

  private SquaredEuclidean with(
      @Nullable GroupConstants otherGroups, SquaredDifferences otherDifferences) {
    return new SquaredEuclidean(self, x, y, xNorms, yNorms, otherGroups, otherDifferences);
  }

  /**
   * Prepares the cost between two sets of points.
   *
   * @param x n×d, finite
   * @param y m×d, finite; the same values as x make the cost exactly symmetric
   * @return the cost, nothing of its n×m entries computed yet
   * @throws InvalidInputException if the dimensions differ or a value is not finite
   */
  public static SquaredEuclidean between(Matrix x, Matrix y) {
    if (x.columns() != y.columns()) {
      throw new InvalidInputException(
          "a cost between points of " + x.columns() + " and of " + y.columns() + " features",
          "Both sets must have one feature space.");
    }
    boolean self = x.equals(y);
    float largest = largest(x);
    largest = self ? largest : Math.max(largest, largest(y));
    if (!Float.isFinite(largest)) {
      requireFinite("source", x);
      requireFinite("target", y);
    }
    int d = x.columns();
    requireSquarable(largest, d);
    SquaredDifferences differences = SquaredDifferences.between(x, y);
    if (d <= DIRECT_DIMENSIONS) {
      float[] byFeature = new float[y.array().length];
      for (int j = 0; j < y.rows(); j++) {
        for (int p = 0; p < d; p++) {
          byFeature[p * y.rows() + j] = y.get(j, p);
        }
      }
      float[] none = {};
      return new SquaredEuclidean(self, x.array(), byFeature, none, none, null, differences);
    }
    float[] centre = Centring.commonMean(x, y);
    float[] cx = Centring.centred(x, centre);
    float[] cy = self ? cx : Centring.centred(y, centre);
    float[] nx = Centring.squaredNorms(cx, d);
    float[] ny = self ? nx : Centring.squaredNorms(cy, d);
    return new SquaredEuclidean(self, cx, cy, nx, ny, null, differences);
  }

  private static void requireFinite(String which, Matrix m) {
    long at = m.firstNonFinite();
    if (at >= 0) {
      throw new InvalidInputException(
          "feature "
              + at % m.columns()
              + " of "
              + which
              + " point "
              + at / m.columns()
              + " is "
              + m.array()[(int) at],
          "Remove or repair the points that are not finite.");
    }
  }

  /** Squares must not overflow to infinity, whose differences are not numbers. */
  private static void requireSquarable(double largest, int dimension) {
    if (4 * largest * largest * Math.max(1, dimension) > LARGEST_COST) {
      throw new InvalidInputException(
          "features as large as " + largest + ", whose squares overflow", "Rescale the features.");
    }
  }

  private static float largest(Matrix m) {
    return SIMD ? SimdCostRows.largest(m.array()) : ScalarCostRows.largest(m.array(), 0, 0);
  }

  /**
   * The same cost times a factor: ½ for the convention ‖x − y‖²/2.
   *
   * @param factor finite, not negative
   * @return a cost; constants of groups are not scaled
   */
  public SquaredEuclidean scaledBy(double factor) {
    if (!(factor >= 0) || Double.isInfinite(factor)) {
      throw new InvalidInputException(
          "a cost scaled by " + factor, "The factor must be finite and not negative.");
    }
    return with(groups, differences.scaledBy(factor));
  }

  /**
   * The same cost with constants added in the pass that computes it.
   *
   * @param constants one number a pair of groups; takes the place of earlier ones
   * @return a cost
   * @throws InvalidInputException if there are not as many groups as points
   */
  public SquaredEuclidean plus(GroupConstants constants) {
    if (constants.rows() != rows || constants.columns() != columns) {
      throw new InvalidInputException(
          "groups of "
              + constants.rows()
              + " and "
              + constants.columns()
              + " points for a cost of "
              + rows
              + "×"
              + columns,
          "Give every point one group.");
    }
    return with(constants, differences);
  }

  /**
   * Number of source points.
   *
   * @return n
   */
  public int rows() {
    return rows;
  }

  /**
   * Number of target points.
   *
   * @return m
   */
  public int columns() {
    return columns;
  }

  /**
   * The cost as solvers take it: stored if its n×m floats fit the memory budget, computed a few
   * rows at a time otherwise.
   *
   * @param compute linear algebra, threads and budget
   * @return the cost
   */
  public CostMatrix toCostMatrix(Compute compute) {
    long entries = (long) rows * columns;
    CostMatrix.RowSource source = SquaredEuclideanRows.of(this, compute.linearAlgebra());
    if (entries <= compute.memoryBudget() / Float.BYTES && entries <= Integer.MAX_VALUE - 8) {
      return CostMatrix.stored(
          rows, columns, toArray(compute.linearAlgebra(), compute.threads()), source);
    }
    return CostMatrix.tiled(rows, columns, source);
  }

  /** Whether an entry depends on its two points alone. */
  boolean hasGroups() {
    return groups != null;
  }

  /** Whether both sets of points are one. */
  boolean isSelf() {
    return self;
  }

  /** The cost between some of the points, as between two different sets. */
  SquaredEuclidean select(int[] sources, int[] targets) {
    float[] chosenX = new float[Math.multiplyExact(sources.length, dimension)];
    for (int i = 0; i < sources.length; i++) {
      System.arraycopy(x, sources[i] * dimension, chosenX, i * dimension, dimension);
    }
    boolean byFeature = dimension <= DIRECT_DIMENSIONS;
    float[] chosenY = new float[Math.multiplyExact(targets.length, dimension)];
    for (int j = 0; j < targets.length; j++) {
      for (int p = 0; p < dimension; p++) {
        if (byFeature) {
          chosenY[p * targets.length + j] = y[p * columns + targets[j]];
        } else {
          chosenY[j * dimension + p] = y[targets[j] * dimension + p];
        }
      }
    }
    return new SquaredEuclidean(
        false,
        chosenX,
        chosenY,
        byFeature ? xNorms : entries(xNorms, sources),
        byFeature ? yNorms : entries(yNorms, targets),
        null,
        differences.select(sources, targets));
  }

  private static float[] entries(float[] values, int[] indices) {
    float[] chosen = new float[indices.length];
    for (int k = 0; k < chosen.length; k++) {
      chosen[k] = values[indices[k]];
    }
    return chosen;
  }

  /**
   * Computes all entries.
   *
   * @param algebra for the inner products
   * @param threads how many threads to use
   * @return n×m, row-major
   */
  public float[] toArray(LinearAlgebra algebra, int threads) {
    float[] out = new float[Math.multiplyExact(rows, columns)];
    if (dimension <= DIRECT_DIMENSIONS) {
      ParallelLoop.run(
          threads, 0, rows, DIRECT_ROWS, (from, to) -> direct(from, to, out, from * columns));
      return out;
    }
    int tilesDown = (rows + TILE_ROWS - 1) / TILE_ROWS;
    int tilesAcross = (columns + TILE_COLUMNS - 1) / TILE_COLUMNS;
    ParallelLoop.run(
        threads,
        0,
        Math.multiplyExact(tilesDown, tilesAcross),
        1,
        (from, to) -> {
          for (int tile = from; tile < to; tile++) {
            int i0 = tile / tilesAcross * TILE_ROWS;
            int j0 = tile % tilesAcross * TILE_COLUMNS;
            int i1 = Math.min(rows, i0 + TILE_ROWS);
            int j1 = Math.min(columns, j0 + TILE_COLUMNS);
            if (self) {
              // the diagonal is left of or in this tile, or the mirror image writes the tile
              if (j0 < i1) {
                selfTile(algebra, i0, i1, j0, Math.min(j1, i1), out);
              }
            } else {
              tile(algebra, i0, i1, j0, j1, out, i0 * columns + j0);
            }
          }
        });
    return out;
  }

  /**
   * Computes some rows on the calling thread; the linear algebra may use more. The rows of a set
   * with itself have exact zeros on the diagonal but are symmetric up to rounding only. Below some
   * 64 rows a call, packing the other side for the product takes as long as the product.
   *
   * @param algebra for the inner products
   * @param from first row
   * @param to one past the last row
   * @param out receives the rows, row-major, from its start
   */
  public void fill(LinearAlgebra algebra, int from, int to, float[] out) {
    if (dimension <= DIRECT_DIMENSIONS) {
      direct(from, to, out, 0);
      return;
    }
    for (int i0 = from; i0 < to; i0 += TILE_ROWS) {
      int i1 = Math.min(to, i0 + TILE_ROWS);
      for (int j0 = 0; j0 < columns; j0 += TILE_COLUMNS) {
        int j1 = Math.min(columns, j0 + TILE_COLUMNS);
        tile(algebra, i0, i1, j0, j1, out, (i0 - from) * columns + j0);
      }
    }
  }

  /**
   * Computes some rows in double precision on the calling thread, from the points as they were
   * given: relative error below (d + 3)·2⁻⁵³ of every entry, before groups are added.
   *
   * @param from first row
   * @param to one past the last row
   * @param out receives the rows, row-major, from its start
   */
  public void fill(int from, int to, double[] out) {
    differences.fill(from, to, out);
    GroupConstants g = groups;
    if (g != null) {
      for (int i = from; i < to; i++) {
        for (int j = 0; j < columns; j++) {
          out[(i - from) * columns + j] += g.constant(i, j);
        }
      }
    }
  }

  private void innerProducts(
      LinearAlgebra algebra, int i0, int i1, int j0, int j1, float[] out, int at) {
    algebra.gemm(
        Transpose.NO,
        Transpose.YES,
        i1 - i0,
        j1 - j0,
        dimension,
        -2 * scale,
        x,
        i0 * dimension,
        dimension,
        y,
        j0 * dimension,
        dimension,
        0f,
        out,
        at,
        columns);
  }

  private void tile(LinearAlgebra algebra, int i0, int i1, int j0, int j1, float[] out, int at) {
    innerProducts(algebra, i0, i1, j0, j1, out, at);
    for (int i = i0; i < i1; i++) {
      int row = at + (i - i0) * columns;
      finishRow(i, j0, j1, out, row);
      if (self && i >= j0 && i < j1) {
        out[row + i - j0] = 0;
      }
      addConstants(i, j0, j1, out, row);
    }
  }

  /** Entries below the diagonal and their mirror images. */
  private void selfTile(LinearAlgebra algebra, int i0, int i1, int j0, int j1, float[] out) {
    innerProducts(algebra, i0, i1, j0, j1, out, i0 * columns + j0);
    for (int i = i0; i < i1; i++) {
      int end = Math.min(j1, i);
      if (end > j0) {
        finishRow(i, j0, end, out, i * columns + j0);
      }
    }
    int block = 32; // mirrored block by block, because a column at a time misses every cache line
    for (int ib = i0; ib < i1; ib += block) {
      for (int jb = j0; jb < j1; jb += block) {
        for (int i = ib; i < Math.min(i1, ib + block); i++) {
          for (int j = jb; j < Math.min(Math.min(j1, i), jb + block); j++) {
            float below = out[i * columns + j];
            out[j * columns + i] = below + constant(j, i);
            out[i * columns + j] = below + constant(i, j);
          }
          if (i >= jb && i < Math.min(j1, jb + block)) {
            out[i * columns + i] = constant(i, i);
          }
        }
      }
    }
  }

  /** The points, where they and their distances are all there is to the cost. */
  Optional<LineCost> onLine() {
    return dimension == 1 && groups == null && differences.scale() > 0
        ? Optional.of(LineCost.of(differences))
        : Optional.empty();
  }

  private float constant(int i, int j) {
    GroupConstants g = groups;
    return g == null ? 0 : g.expanded()[g.offset(i) + j];
  }

  private void finishRow(int i, int j0, int j1, float[] out, int row) {
    float norm = xNorms[i] * scale;
    if (SIMD) {
      SimdCostRows.finish(norm, yNorms, j0, scale, out, row, j1 - j0);
    } else {
      ScalarCostRows.finish(norm, yNorms, j0, scale, out, row, j1 - j0);
    }
  }

  private void addConstants(int i, int j0, int j1, float[] out, int row) {
    GroupConstants g = groups;
    if (g == null) {
      return;
    }
    float[] expanded = g.expanded();
    int at = g.offset(i);
    for (int j = j0; j < j1; j++) {
      out[row + j - j0] += expanded[at + j];
    }
  }

  private void direct(int from, int to, float[] out, int at) {
    for (int i = from; i < to; i++) {
      int row = at + (i - from) * columns;
      if (SIMD) {
        SimdCostRows.direct(x, i * dimension, y, dimension, columns, scale, out, row);
      } else {
        ScalarCostRows.direct(x, i * dimension, y, dimension, columns, scale, out, row);
      }
      addConstants(i, 0, columns, out, row);
    }
  }
}
