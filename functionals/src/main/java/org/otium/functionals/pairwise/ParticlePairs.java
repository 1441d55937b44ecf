package org.otium.functionals.pairwise;

import java.util.Arrays;
import org.otium.api.Compute;
import org.otium.api.LinearAlgebra.Transpose;
import org.otium.api.Matrix;
import org.otium.numerics.ParallelLoop;
import org.otium.numerics.SquaredEuclidean;

/**
 * Sums over all pairs of n points that depend on their distances. Squared distances are computed a
 * few rows at a time, so that memory grows like n. Results do not depend on the number of threads.
 */
public final class ParticlePairs {
  /** Below this, packing the points for a matrix product takes as long as the product. */
  private static final int ROWS = 64;

  /** A tile of each thread may take this part of the memory budget. */
  private static final int TILES = 16;

  private final Matrix points;
  private final SquaredEuclidean squared;
  private final Compute compute;
  private final int rows;

  /**
   * Prepares the pairs of some points.
   *
   * @param points n×d, finite
   * @param compute linear algebra, threads and memory
   */
  public ParticlePairs(Matrix points, Compute compute) {
    this.points = points;
    this.squared = SquaredEuclidean.between(points, points);
    this.compute = compute;
    long rowBytes = (long) Float.BYTES * Math.max(1, points.rows());
    this.rows = Math.toIntExact(Math.clamp(compute.memoryBudget() / TILES / rowBytes, 1, ROWS));
  }

  /** What is done with the distances of one point to all. Called from several threads. */
  @FunctionalInterface
  public interface Row {
    /**
     * Looks at, or replaces, one row.
     *
     * @param i the point
     * @param row at {@code from + j}, the squared distance of the points i and j, exactly zero for
     *     j = i
     * @param from where the row starts
     */
    void visit(int i, float[] row, int from);
  }

  /**
   * Visits every row.
   *
   * @param row what to do with it
   */
  public void forEachRow(Row row) {
    int n = points.rows();
    ParallelLoop.run(compute.threads(), 0, n, rows, (from, to) -> tile(from, to, row));
  }

  private float[] tile(int from, int to, Row row) {
    int n = points.rows();
    float[] tile = new float[Math.multiplyExact(to - from, n)];
    squared.fill(compute.linearAlgebra(), from, to, tile);
    for (int i = from; i < to; i++) {
      row.visit(i, tile, (i - from) * n);
    }
    return tile;
  }

  /**
   * The sums Σ_j c_ij (x_i − x_j).
   *
   * @param coefficients replaces each squared distance by c_ij, finite
   * @return n×d
   */
  public Matrix weightedDifferences(Row coefficients) {
    int n = points.rows();
    int d = points.columns();
    float[] out = new float[Math.multiplyExact(n, d)];
    boolean direct = d <= SquaredEuclidean.DIRECT_DIMENSIONS;
    float[] x = direct ? points.array() : centred();
    ParallelLoop.run(
        compute.threads(),
        0,
        n,
        rows,
        (from, to) -> {
          float[] c = tile(from, to, coefficients);
          if (direct) {
            differences(from, to, c, x, out);
          } else {
            products(from, to, c, x, out);
          }
        });
    return Matrix.wrap(n, d, out);
  }

  /** In a few dimensions differences are taken first: close points cancel exactly. */
  private void differences(int from, int to, float[] c, float[] x, float[] out) {
    int n = points.rows();
    int d = points.columns();
    double[] sum = new double[d];
    for (int i = from; i < to; i++) {
      Arrays.fill(sum, 0);
      for (int j = 0; j < n; j++) {
        float coefficient = c[(i - from) * n + j];
        if (coefficient == 0) {
          continue;
        }
        for (int p = 0; p < d; p++) {
          sum[p] += coefficient * ((double) x[i * d + p] - x[j * d + p]);
        }
      }
      for (int p = 0; p < d; p++) {
        out[i * d + p] = (float) sum[p];
      }
    }
  }

  private void products(int from, int to, float[] c, float[] x, float[] out) {
    int n = points.rows();
    int d = points.columns();
    compute
        .linearAlgebra()
        .gemm(
            Transpose.NO,
            Transpose.NO,
            to - from,
            d,
            n,
            -1f,
            c,
            0,
            n,
            x,
            0,
            d,
            0f,
            out,
            from * d,
            d);
    for (int i = from; i < to; i++) {
      double total = 0;
      for (int j = 0; j < n; j++) {
        total += c[(i - from) * n + j];
      }
      for (int p = 0; p < d; p++) {
        out[i * d + p] += (float) (total * x[i * d + p]);
      }
    }
  }

  /** The points about their mean: the difference of two products then cancels less. */
  private float[] centred() {
    int n = points.rows();
    int d = points.columns();
    float[] x = points.toArray();
    for (int p = 0; p < d; p++) {
      double sum = 0;
      for (int i = 0; i < n; i++) {
        sum += x[i * d + p];
      }
      float mean = (float) (sum / n);
      for (int i = 0; i < n; i++) {
        x[i * d + p] -= mean;
      }
    }
    return x;
  }
}
