package org.otium.numerics;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import org.otium.api.Compute;
import org.otium.api.InvalidInputException;
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
  private final int threads;
  private final int dimension;
  private final int directionCount;
  private final SlicedLayout layout;
  private final int measures;
  private final int moving;
  private final SlicedTiles tiles;
  private final SlicedProjections projections;
  private final double[] partial;
  private final double[] coefficients;
  private final ArrayBlockingQueue<SlicedScratch> scratch;

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
    this.threads = compute.threads();
    this.dimension = dimension;
    this.directionCount = directionCount;
    this.layout =
        new SlicedLayout(moving, fixed, directionCount, lanes.width(), compute.memoryBudget());
    this.measures = layout.measures();
    this.moving = layout.moving();
    this.tiles = new SlicedTiles(lanes, layout);
    this.projections = new SlicedProjections(compute, layout, tiles, dimension, directionCount);
    this.partial = new double[Math.multiplyExact(layout.groups() * measures, measures)];
    this.coefficients = new double[Math.multiplyExact(this.moving, measures)];
    this.scratch = new ArrayBlockingQueue<>(threads);
    for (int t = 0; t < threads; t++) {
      scratch.add(new SlicedScratch(layout.largest(), measures, lanes.width()));
    }
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
    projections.project(points, others, along);
  }

  private SlicedScratch takeScratch() {
    SlicedScratch own = scratch.poll();
    if (own == null) {
      throw new IllegalStateException("more threads at work than a family was made for");
    }
    return own;
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
    int groups = layout.groups();
    int present = all.length;
    projections.eachBlock(
        block -> {
          Arrays.fill(partial, 0);
          ParallelLoop.run(
              threads,
              0,
              groups * present,
              1,
              (from, to) -> {
                SlicedScratch own = takeScratch();
                for (int unit = from; unit < to; unit++) {
                  int group = unit / present;
                  int k = unit % present;
                  int first = toFixed ? moving : k + 1;
                  int at = (group * measures + k) * measures;
                  for (int t = group; t < layout.tiles(); t += groups) {
                    tiles.addSums(
                        order,
                        t,
                        layout.directionsIn(block, t),
                        k,
                        first,
                        measures,
                        own,
                        partial,
                        at);
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
          throw SlicedProjections.tooLarge();
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
    projections.eachBlock(
        block ->
            ParallelLoop.run(
                threads,
                0,
                layout.tiles(),
                1,
                (from, to) -> {
                  SlicedScratch own = takeScratch();
                  for (int t = from; t < to; t++) {
                    if (layout.directionsIn(block, t) > 0) {
                      tiles.alongLanes(order, t, k, m, own, own.sums);
                      int first = layout.firstDirection(block, t);
                      System.arraycopy(own.sums, 0, values, first, layout.directionsIn(block, t));
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
    if (c.length != measures || out.length != layout.movingRows() * dimension) {
      throw new IllegalArgumentException(
          c.length
              + " rows of coefficients for "
              + measures
              + " measures, room for "
              + out.length
              + " values of "
              + layout.movingRows()
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
    projections.eachBlock(
        block -> {
          ParallelLoop.run(
              threads,
              0,
              layout.tiles() * moving,
              1,
              (from, to) -> {
                SlicedScratch own = takeScratch();
                for (int unit = from; unit < to; unit++) {
                  int k = unit % moving;
                  tiles.gradient(order, unit / moving, k, coefficients, k * measures, own);
                }
                scratch.add(own);
              });
          projections.backTo(out, block);
        });
  }
}
