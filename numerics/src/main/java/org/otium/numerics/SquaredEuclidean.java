package org.otium.numerics;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.otium.api.Compute;
import org.otium.api.CostMatrix;
import org.otium.api.InvalidInputException;
import org.otium.api.LinearAlgebra;
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

  private static final double LARGEST_COST = Float.MAX_VALUE / 4;

  private static final boolean SIMD = Simd.PRESENT;

  private final PreparedPoints points;
  private final @Nullable GroupConstants groups;

  /** The same cost in double precision. */
  private final SquaredDifferences differences;

  private final SquaredEuclideanTiles tiles;

  private SquaredEuclidean(
      PreparedPoints points, @Nullable GroupConstants groups, SquaredDifferences differences) {
    this.points = points;
    this.groups = groups;
    this.differences = differences;
    this.tiles = new SquaredEuclideanTiles(points, (float) differences.scale(), groups);
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
    requireSquarable(largest, x.columns());
    return new SquaredEuclidean(
        PreparedPoints.of(x, y, self), null, SquaredDifferences.between(x, y));
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
    return new SquaredEuclidean(points, groups, differences.scaledBy(factor));
  }

  /**
   * The same cost with constants added in the pass that computes it.
   *
   * @param constants one number a pair of groups; takes the place of earlier ones
   * @return a cost
   * @throws InvalidInputException if there are not as many groups as points
   */
  public SquaredEuclidean plus(GroupConstants constants) {
    if (constants.rows() != rows() || constants.columns() != columns()) {
      throw new InvalidInputException(
          "groups of "
              + constants.rows()
              + " and "
              + constants.columns()
              + " points for a cost of "
              + rows()
              + "×"
              + columns(),
          "Give every point one group.");
    }
    return new SquaredEuclidean(points, constants, differences);
  }

  /**
   * Number of source points.
   *
   * @return n
   */
  public int rows() {
    return points.rows();
  }

  /**
   * Number of target points.
   *
   * @return m
   */
  public int columns() {
    return points.columns();
  }

  /**
   * The cost as solvers take it: stored if its n×m floats fit the memory budget, computed a few
   * rows at a time otherwise.
   *
   * @param compute linear algebra, threads and budget
   * @return the cost
   */
  public CostMatrix toCostMatrix(Compute compute) {
    int rows = rows();
    int columns = columns();
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
    return points.self();
  }

  /** The cost between some of the points, as between two different sets. */
  SquaredEuclidean select(int[] sources, int[] targets) {
    return new SquaredEuclidean(
        points.select(sources, targets), null, differences.select(sources, targets));
  }

  /**
   * Computes all entries.
   *
   * @param algebra for the inner products
   * @param threads how many threads to use
   * @return n×m, row-major
   */
  public float[] toArray(LinearAlgebra algebra, int threads) {
    return tiles.toArray(algebra, threads);
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
    tiles.fill(algebra, from, to, out);
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
      int columns = columns();
      for (int i = from; i < to; i++) {
        for (int j = 0; j < columns; j++) {
          out[(i - from) * columns + j] += g.constant(i, j);
        }
      }
    }
  }

  /** The points, where they and their distances are all there is to the cost. */
  Optional<LineCost> onLine() {
    return points.dimension() == 1 && groups == null && differences.scale() > 0
        ? Optional.of(LineCost.of(differences))
        : Optional.empty();
  }
}
