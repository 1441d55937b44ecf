package org.otium.numerics;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.otium.api.Compute;
import org.otium.api.InvalidInputException;
import org.otium.api.LinearAlgebra;
import org.otium.api.Matrix;
import org.otium.api.Weights;

/**
 * Sliced Wasserstein distances between all pairs of a family of measures, and their gradient, again
 * and again for points that move: the sizes, masses and number of directions are fixed, all memory
 * is allocated once.
 *
 * <p>For directions θ_1, …, θ_L, SW_p^p(μ, ν) = (1/L) Σ_l W_p^p(θ_l♯μ, θ_l♯ν) (WoW, "Synthetic
 * Data"; Rabin et al. 2011, Bonneel et al. 2015). The one-dimensional W_p^p is exact for any sizes
 * and masses: the quantile functions are compared on the merged grid of the distribution functions.
 *
 * <p>Each projection of each measure is made and sorted once, whatever the number of pairs; where
 * the fixed measures' points and the directions equal those of the last call, only the moving
 * measures are projected again.
 *
 * <p>Accuracy: projections, differences and blocks of 128 terms are in single precision, sums of
 * blocks in double. Distances are sums of squares of differences, never differences of large
 * numbers: they are never negative, zero for equal measures, and off by about 10⁻⁷ relative plus
 * the rounding of the projections, 10⁻⁷·‖x‖ in each quantile; centre features that lie far from the
 * origin. Where one of a pair has unequal masses, that pair is summed in double throughout. Results
 * do not depend on the number of threads, as far as the matrix products do not.
 *
 * <p>Not thread-safe.
 */
public final class SlicedFamily {
  /** So many partial sums a measure at most that the loops have enough to share out. */
  private static final int UNITS = 512;

  /** A stride of a power of two would map a column to few places of the cache. */
  private static final int STRIDE_TO_AVOID = 128;

  private final LinearAlgebra linearAlgebra;
  private final int threads;
  private final int width;
  private final int dimension;
  private final int directionCount;
  private final int measures;
  private final int moving;
  private final int[] starts;
  private final int tileCount;
  private final int stride;
  private final SlicedTiles tiles;
  private final double[] partial;
  private final double[] coefficients;
  private final ArrayBlockingQueue<SlicedScratch> scratch;

  private @Nullable Matrix movingPoints;
  private @Nullable Matrix fixedPoints;
  private @Nullable SlicedDirections directions;
  private int loaded = -1;

  /**
   * Allocates for a family. The points are given to {@link #project} one measure after the other.
   *
   * @param compute matrix products, threads, and the memory that projections may take: above it,
   *     directions are worked off in blocks, and projected again for each result
   * @param moving the masses of the measures whose gradient is wanted: at least one, each of sum
   *     one
   * @param fixed the masses of the others, each of sum one; may be empty
   * @param dimension d
   * @param directionCount L
   * @throws InvalidInputException if there is nothing to compare, if masses do not sum to one, or
   *     if a few directions do not fit in the memory
   */
  public SlicedFamily(
      Compute compute,
      List<Weights> moving,
      List<Weights> fixed,
      int dimension,
      int directionCount) {
    this(compute, moving, fixed, dimension, directionCount, SlicedLanes.fastest());
  }

  SlicedFamily(
      Compute compute,
      List<Weights> moving,
      List<Weights> fixed,
      int dimension,
      int directionCount,
      SlicedLanes lanes) {
    if (moving.isEmpty() || dimension < 1 || directionCount < 1) {
      throw new InvalidInputException(
          moving.size()
              + " measures, dimension "
              + dimension
              + ", "
              + directionCount
              + " directions",
          "Give at least one of each.");
    }
    this.linearAlgebra = compute.linearAlgebra();
    this.threads = compute.threads();
    this.width = lanes.width();
    this.dimension = dimension;
    this.directionCount = directionCount;
    this.moving = moving.size();
    this.measures = moving.size() + fixed.size();
    this.starts = new int[measures + 1];
    double[][] masses = new double[measures][0];
    boolean fixedMasses = false;
    int largest = 0;
    for (int k = 0; k < measures; k++) {
      Weights weights = k < this.moving ? moving.get(k) : fixed.get(k - this.moving);
      int n = weights.size();
      if (n == 0 || Math.abs(weights.total() - 1) > Weights.SUM_TOLERANCE) {
        throw new InvalidInputException(
            "measure " + k + " has " + n + " points of total mass " + weights.total(),
            "Sliced Wasserstein distances compare probability measures: give masses of sum 1.");
      }
      if (!weights.isUniform()) {
        masses[k] = Weights.proportional(weights.toArray()).toArray();
        fixedMasses |= k >= this.moving;
      }
      starts[k + 1] = Math.addExact(starts[k], n);
      largest = Math.max(largest, n);
    }
    int taggedRows = fixedMasses ? starts[measures] : starts[this.moving];
    this.tileCount = tilesInBlock(compute.memoryBudget(), taggedRows);
    int block = tileCount * width;
    this.stride = block % STRIDE_TO_AVOID == 0 ? block + width : block;
    this.tiles = new SlicedTiles(lanes, starts, masses, taggedRows, tileCount, stride);
    this.partial = new double[Math.multiplyExact(groups() * measures, measures)];
    this.coefficients = new double[this.moving * measures];
    this.scratch = new ArrayBlockingQueue<>(threads);
    for (int t = 0; t < threads; t++) {
      scratch.add(new SlicedScratch(largest, measures, width));
    }
  }

  private int tilesInBlock(long budget, int taggedRows) {
    int wanted = (directionCount + width - 1) / width;
    long all = starts[measures];
    long bytes = width * (2 * all * Float.BYTES + (long) taggedRows * Integer.BYTES);
    // One tile less, for the stride.
    long possible = Math.min(budget / bytes, Integer.MAX_VALUE / (all * width) - 1);
    if (possible < 1) {
      throw new InvalidInputException(
          "projections of "
              + all
              + " points along "
              + width
              + " directions take "
              + bytes
              + " bytes, the memory budget is "
              + budget,
          "Raise the memory budget, or compare fewer points.");
    }
    long blocks = (wanted + possible - 1) / possible;
    return (int) ((wanted + blocks - 1) / blocks);
  }

  private int blocks() {
    int block = tileCount * width;
    return (directionCount + block - 1) / block;
  }

  /** Directions of one block. */
  private int directionsIn(int block) {
    return Math.min(tileCount * width, directionCount - block * tileCount * width);
  }

  /** Directions of one tile of the block at hand. */
  private int used(int tile) {
    return Math.clamp(directionsIn(loaded) - (long) tile * width, 0, width);
  }

  /** How many partial sums a pair has: it depends on the shapes alone. */
  private int groups() {
    return Math.clamp(UNITS / measures, 1, tileCount);
  }

  /**
   * Sets points and directions, and projects.
   *
   * @param points the points of the moving measures, one measure after the other, rows × d
   * @param others those of the fixed measures, likewise; 0 × d where there are none
   * @param along L directions in ℝᵈ
   * @throws InvalidInputException if a shape differs from the family's, or if a point is not finite
   */
  public void project(Matrix points, Matrix others, SlicedDirections along) {
    checkShape("moving", points, starts[moving]);
    checkShape("fixed", others, starts[measures] - starts[moving]);
    if (along.count() != directionCount || along.dimension() != dimension) {
      throw new InvalidInputException(
          along.count() + " directions in dimension " + along.dimension(),
          "This family was made for " + directionCount + " in dimension " + dimension + ".");
    }
    boolean keepFixed =
        loaded == 0
            && blocks() == 1
            && along.equals(directions)
            && Objects.equals(others, fixedPoints);
    movingPoints = points;
    fixedPoints = others;
    directions = along;
    load(0, keepFixed);
  }

  private void checkShape(String which, Matrix points, int rows) {
    if (points.rows() != rows || (rows > 0 && points.columns() != dimension)) {
      throw new InvalidInputException(
          "the points of the " + which + " measures are " + points.rows() + "×" + points.columns(),
          "This family was made for " + rows + "×" + dimension + ".");
    }
  }

  private void load(int block, boolean keepFixed) {
    loaded = -1; // in case this fails
    project(requireProjected(movingPoints), 0, block);
    if (!keepFixed) {
      project(requireProjected(fixedPoints), starts[moving], block);
    }
    int present = keepFixed ? moving : measures;
    AtomicBoolean finite = new AtomicBoolean(true);
    ParallelLoop.run(
        threads,
        0,
        tileCount * present,
        1,
        (from, to) -> {
          for (int unit = from; unit < to; unit++) {
            if (!tiles.sort(unit / present, unit % present)) {
              finite.set(false);
            }
          }
        });
    if (!finite.get()) {
      throw notFinite();
    }
    loaded = block;
  }

  private void project(Matrix points, int firstRow, int block) {
    if (points.rows() == 0) {
      return;
    }
    linearAlgebra.gemm(
        LinearAlgebra.Transpose.NO,
        LinearAlgebra.Transpose.YES,
        points.rows(),
        directionsIn(block),
        dimension,
        1f,
        points.array(),
        0,
        dimension,
        requireProjected(directions).matrix().array(),
        block * tileCount * width * dimension,
        dimension,
        0f,
        tiles.rows(),
        firstRow * stride,
        stride);
  }

  private static <T> T requireProjected(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("project(…) comes first");
    }
    return value;
  }

  private InvalidInputException notFinite() {
    Matrix points = requireProjected(movingPoints);
    int firstRow = 0;
    if (points.firstNonFinite() < 0) {
      points = requireProjected(fixedPoints);
      firstRow = starts[moving];
    }
    int at = (int) points.firstNonFinite();
    if (at < 0) {
      return tooLarge();
    }
    int row = firstRow + at / dimension;
    int measure = 0;
    while (starts[measure + 1] <= row) {
      measure++;
    }
    return new InvalidInputException(
        "value "
            + at % dimension
            + " of point "
            + (row - starts[measure])
            + " of measure "
            + measure
            + " is "
            + points.array()[at],
        "Remove the points that are not finite.");
  }

  private static InvalidInputException tooLarge() {
    return new InvalidInputException(
        "sliced distances between the points exceed single precision", "Rescale the features.");
  }

  /** What is done with the projections along one block of directions. */
  private interface BlockWork {
    void run(int block);
  }

  private void eachBlock(BlockWork work) {
    requireProjected(movingPoints);
    for (int block = 0; block < blocks(); block++) {
      if (loaded != block) {
        load(block, false);
      }
      work.run(block);
    }
  }

  /**
   * SW_p^p between all pairs, the moving measures first.
   *
   * @param order p
   * @return a symmetric matrix with zeros on its diagonal, a new array
   * @throws InvalidInputException if a distance exceeds single precision
   */
  public double[][] distances(SlicedOrder order) {
    double[][] all = new double[measures][measures];
    addDistances(order, false, all);
    for (int k = 0; k < measures; k++) {
      for (int m = 0; m < k; m++) {
        all[k][m] = all[m][k];
      }
    }
    return all;
  }

  /**
   * SW_p^p between the moving and the fixed measures.
   *
   * @param order p
   * @return one row a moving, one column a fixed measure, a new array
   * @throws InvalidInputException if a distance exceeds single precision
   */
  public double[][] distancesToFixed(SlicedOrder order) {
    double[][] all = new double[moving][measures];
    addDistances(order, true, all);
    for (int k = 0; k < moving; k++) {
      all[k] = Arrays.copyOfRange(all[k], moving, measures);
    }
    return all;
  }

  private void addDistances(SlicedOrder order, boolean toFixed, double[][] all) {
    int groups = groups();
    int present = all.length;
    eachBlock(
        block -> {
          Arrays.fill(partial, 0);
          ParallelLoop.run(
              threads,
              0,
              groups * present,
              1,
              (from, to) -> {
                SlicedScratch own = requireProjected(scratch.poll());
                for (int unit = from; unit < to; unit++) {
                  int group = unit / present;
                  int k = unit % present;
                  int first = toFixed ? moving : k + 1;
                  int at = (group * measures + k) * measures;
                  for (int t = group; t < tileCount; t += groups) {
                    tiles.addSums(order, t, used(t), k, first, measures, own, partial, at);
                  }
                }
                scratch.add(own);
              });
          for (int k = 0; k < present; k++) {
            for (int m = 0; m < measures; m++) {
              double sum = 0;
              for (int group = 0; group < groups; group++) {
                sum += partial[(group * measures + k) * measures + m];
              }
              all[k][m] += sum / directionCount;
            }
          }
        });
    for (double[] row : all) {
      for (double value : row) {
        if (!Double.isFinite(value)) {
          throw tooLarge();
        }
      }
    }
  }

  /**
   * W_p^p of one pair along each direction.
   *
   * @param order p
   * @param k one measure, the moving ones counted first
   * @param m another
   * @return L values ≥ 0
   */
  public double[] perDirection(SlicedOrder order, int k, int m) {
    double[] values = new double[directionCount];
    eachBlock(
        block ->
            ParallelLoop.run(
                threads,
                0,
                tileCount,
                1,
                (from, to) -> {
                  SlicedScratch own = requireProjected(scratch.poll());
                  for (int t = from; t < to; t++) {
                    if (used(t) > 0) {
                      tiles.alongLanes(order, t, k, m, own, own.sums);
                      int first = (block * tileCount + t) * width;
                      System.arraycopy(own.sums, 0, values, first, used(t));
                    }
                  }
                  scratch.add(own);
                }));
    return values;
  }

  /**
   * The gradient of Σ_km c_km·SW_p^p(μ_k, μ_m), over all ordered pairs of the family, with respect
   * to the points of the moving measures; the fixed ones count as constants. In sorted order it is
   * a linear combination of the projections, which goes back through the order and the directions:
   * (p/L) Σ_l θ_l Σ_m (c_km + c_mk) ∫ φ(q_k − q_m), with φ(x) = x for p = 2 and sign x for p = 1.
   * Euclidean: not divided by the points' masses. Where projections of a measure's points are
   * equal, or for p = 1 quantiles of two measures, it is one of several subgradients.
   *
   * @param order p
   * @param c finite, one row and one column a measure of the family, the moving ones first; the
   *     diagonal and pairs of fixed measures do not matter
   * @param out the gradient, rows of the moving points × d, overwritten
   * @throws InvalidInputException if a coefficient is not finite
   */
  public void gradient(SlicedOrder order, double[][] c, float[] out) {
    if (c.length != measures || out.length != starts[moving] * dimension) {
      throw new IllegalArgumentException(
          c.length
              + " rows of coefficients for "
              + measures
              + " measures, room for "
              + out.length
              + " values of "
              + starts[moving]
              + "×"
              + dimension);
    }
    double scale = (order == SlicedOrder.TWO ? 2.0 : 1.0) / directionCount;
    for (int k = 0; k < moving; k++) {
      for (int m = 0; m < measures; m++) {
        double both = k == m ? 0 : scale * (c[k][m] + c[m][k]);
        if (!Float.isFinite((float) both)) {
          throw new InvalidInputException(
              "the coefficient of measures " + k + " and " + m + " is " + both,
              "Sums of distances need finite coefficients.");
        }
        coefficients[k * measures + m] = both;
      }
    }
    eachBlock(
        block -> {
          ParallelLoop.run(
              threads,
              0,
              tileCount * moving,
              1,
              (from, to) -> {
                SlicedScratch own = requireProjected(scratch.poll());
                for (int unit = from; unit < to; unit++) {
                  int k = unit % moving;
                  tiles.gradient(order, unit / moving, k, coefficients, k * measures, own);
                }
                scratch.add(own);
              });
          linearAlgebra.gemm(
              LinearAlgebra.Transpose.NO,
              LinearAlgebra.Transpose.NO,
              starts[moving],
              dimension,
              directionsIn(block),
              1f,
              tiles.rows(),
              0,
              stride,
              requireProjected(directions).matrix().array(),
              block * tileCount * width * dimension,
              dimension,
              block == 0 ? 0f : 1f,
              out,
              0,
              dimension);
        });
  }
}
