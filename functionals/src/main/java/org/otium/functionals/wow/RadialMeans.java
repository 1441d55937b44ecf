package org.otium.functionals.wow;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.otium.api.Compute;
import org.otium.api.LinearAlgebra.Transpose;
import org.otium.api.Matrix;
import org.otium.api.MeasureKernel;
import org.otium.numerics.ParallelLoop;
import org.otium.numerics.SquaredEuclidean;

/**
 * ∬ k(‖x − y‖²) dμ dν of a family. Squared distances are computed a few rows at a time, so that
 * memory grows with the number of points alone. Results do not depend on the number of threads.
 */
final class RadialMeans implements MeasureKernel.Family {
  private static final int ROWS = 64;

  private final FamilyRows rows;
  private final KernelProfile profile;
  private final Compute compute;
  private Matrix points = Matrix.wrap(0, 0, new float[0]);
  private float[] centred = {};
  private @Nullable Matrix fixedPoints;
  private double[][] values;

  RadialMeans(FamilyRows rows, KernelProfile profile, Compute compute) {
    this.rows = rows;
    this.profile = profile;
    this.compute = compute;
    this.values = new double[rows.measures()][rows.measures()];
  }

  @Override
  public void place(Matrix moving, Matrix fixed, long seed) {
    points = rows.stacked(moving, fixed);
    centred = centred(points);
    double[][] next = new double[rows.measures()][rows.measures()];
    sums(moving, 0, points, 0, next);
    if (Objects.equals(fixed, fixedPoints)) {
      for (int k = rows.moving(); k < next.length; k++) {
        for (int l = rows.moving(); l < next.length; l++) {
          next[k][l] = values[k][l];
        }
      }
    } else if (fixed.rows() > 0) {
      sums(fixed, rows.moving(), fixed, rows.moving(), next);
    }
    for (int k = 0; k < next.length; k++) {
      for (int l = 0; l < k; l++) {
        next[k][l] = next[l][k];
      }
    }
    fixedPoints = fixed;
    values = next;
  }

  /** The points about their mean: the difference of two products then cancels less. */
  private float[] centred(Matrix all) {
    int d = rows.dimension();
    float[] x = all.toArray();
    for (int j = 0; j < d; j++) {
      double sum = 0;
      for (int i = 0; i < rows.rows(); i++) {
        sum += x[i * d + j];
      }
      float mean = (float) (sum / rows.rows());
      for (int i = 0; i < rows.rows(); i++) {
        x[i * d + j] -= mean;
      }
    }
    return x;
  }

  /**
   * Sums of the kernel over pairs of measures.
   *
   * @param x points of the measures from {@code firstX} on
   * @param y points of all measures from {@code firstY} on; starts with the points of x
   */
  private void sums(Matrix x, int firstX, Matrix y, int firstY, double[][] out) {
    SquaredEuclidean squared = SquaredEuclidean.between(x, y);
    int measures = rows.measures();
    int offsetX = rows.start(firstX);
    int offsetY = rows.start(firstY);
    int columns = y.rows();
    double[] perRow = new double[Math.multiplyExact(x.rows(), measures)];
    ParallelLoop.run(
        compute.threads(),
        0,
        x.rows(),
        ROWS,
        (from, to) -> {
          float[] tile = new float[Math.multiplyExact(to - from, columns)];
          squared.fill(compute.linearAlgebra(), from, to, tile);
          for (int i = from; i < to; i++) {
            int at = (i - from) * columns;
            tile[at + i] = 0;
            for (int l = firstY; l < measures; l++) {
              double sum = 0;
              for (int j = rows.start(l); j < rows.start(l + 1); j++) {
                sum += rows.weight(j) * profile.value(Math.max(0, tile[at + j - offsetY]));
              }
              perRow[i * measures + l] = sum;
            }
          }
        });
    int k = firstX;
    for (int i = 0; i < x.rows(); i++) {
      while (rows.start(k + 1) <= offsetX + i) {
        k++;
      }
      for (int l = firstY; l < measures; l++) {
        out[k][l] += rows.weight(offsetX + i) * perRow[i * measures + l];
      }
    }
  }

  @Override
  public double[][] values() {
    double[][] copy = new double[values.length][];
    for (int k = 0; k < copy.length; k++) {
      copy[k] = values[k].clone();
    }
    return copy;
  }

  @Override
  public void gradient(double[][] c, float[] out) {
    int d = rows.dimension();
    int n = rows.rows();
    int measures = rows.measures();
    Matrix moving =
        rows.movingRows() == n
            ? points
            : Matrix.wrap(
                rows.movingRows(), d, Arrays.copyOf(points.array(), rows.movingRows() * d));
    SquaredEuclidean squared = SquaredEuclidean.between(moving, points);
    ParallelLoop.run(
        compute.threads(),
        0,
        rows.movingRows(),
        ROWS,
        (from, to) -> {
          float[] tile = new float[Math.multiplyExact(to - from, n)];
          squared.fill(compute.linearAlgebra(), from, to, tile);
          double[] totals = new double[to - from];
          int k = 0;
          for (int i = from; i < to; i++) {
            while (rows.start(k + 1) <= i) {
              k++;
            }
            int at = (i - from) * n;
            double total = 0;
            for (int l = 0; l < measures; l++) {
              double both = 2 * (c[k][l] + c[l][k]) * rows.weight(i);
              for (int j = rows.start(l); j < rows.start(l + 1); j++) {
                double slope = i == j ? 0 : profile.slope(Math.max(0, tile[at + j]));
                float a = (float) (both * rows.weight(j) * slope);
                tile[at + j] = a;
                total += a;
              }
            }
            totals[i - from] = total;
          }
          compute
              .linearAlgebra()
              .gemm(
                  Transpose.NO,
                  Transpose.NO,
                  to - from,
                  d,
                  n,
                  -1f,
                  tile,
                  0,
                  n,
                  centred,
                  0,
                  d,
                  0f,
                  out,
                  from * d,
                  d);
          for (int i = from; i < to; i++) {
            for (int j = i * d; j < (i + 1) * d; j++) {
              out[j] += (float) (totals[i - from] * centred[j]);
            }
          }
        });
  }
}
