package org.otium.functionals;

import java.util.Arrays;
import org.otium.api.Compute;
import org.otium.api.LinearAlgebra.Transpose;
import org.otium.numerics.ParallelLoop;

/** ‖x_k − y_l‖² between all rows of two lists, and its gradient with respect to the first. */
final class SquaredGaps {
  /** Rows that one thread takes at a time. */
  private static final int ROWS = 64;

  private final double[] x;
  private final double[] y;
  private final int rows;
  private final int columns;
  private final int width;

  /** Whether these are the gaps within one list, which are symmetric to the bit. */
  private final boolean within;

  private final Compute compute;

  /**
   * Takes the rows.
   *
   * @param x k rows of one length
   * @param y l rows of that length, at least one
   */
  SquaredGaps(double[][] x, double[][] y, Compute compute) {
    this.rows = x.length;
    this.columns = y.length;
    this.width = y[0].length;
    this.compute = compute;
    this.within = Arrays.deepEquals(x, y);
    // Squares lose the fewest digits to each other around a common point.
    double[] centre = new double[width];
    for (double[] row : y) {
      for (int j = 0; j < width; j++) {
        centre[j] += row[j] / columns;
      }
    }
    this.x = centred(x, centre);
    this.y = centred(y, centre);
  }

  private static double[] centred(double[][] rows, double[] centre) {
    int width = centre.length;
    double[] out = new double[Math.multiplyExact(rows.length, width)];
    for (int k = 0; k < rows.length; k++) {
      for (int j = 0; j < width; j++) {
        out[k * width + j] = rows[k][j] - centre[j];
      }
    }
    return out;
  }

  private static double[] squares(double[] rows, int count, int width) {
    double[] squares = new double[count];
    for (int k = 0; k < count; k++) {
      for (int j = k * width; j < (k + 1) * width; j++) {
        squares[k] += rows[j] * rows[j];
      }
    }
    return squares;
  }

  /** k×l, never negative; exactly zero between equal rows. */
  double[][] squared() {
    double[] products = new double[Math.multiplyExact(rows, columns)];
    compute
        .linearAlgebra()
        .gemm(
            Transpose.NO,
            Transpose.YES,
            rows,
            columns,
            width,
            1.0,
            x,
            0,
            width,
            y,
            0,
            width,
            0.0,
            products,
            0,
            columns);
    double[] xx = squares(x, rows, width);
    double[] yy = squares(y, columns, width);
    double[][] out = new double[rows][columns];
    ParallelLoop.run(
        compute.threads(),
        0,
        rows,
        ROWS,
        (from, to) -> {
          for (int k = from; k < to; k++) {
            for (int l = 0; l < columns; l++) {
              int pair = within && l > k ? l * columns + k : k * columns + l;
              double value = xx[k] + yy[l] - 2 * products[pair];
              // What is lost in the difference is computed again where little else remains.
              out[k][l] = value > 1e-6 * (xx[k] + yy[l]) ? value : direct(k, l);
            }
          }
        });
    return out;
  }

  private double direct(int k, int l) {
    double sum = 0;
    for (int j = 0; j < width; j++) {
      double gap = x[k * width + j] - y[l * width + j];
      sum += gap * gap;
    }
    return sum;
  }

  /** Of Σ c_kl·‖x_k − y_l‖²: 2Σ_l c_kl·(x_k − y_l), k×width. */
  double[][] gradient(double[][] coefficients) {
    double[] flat = new double[Math.multiplyExact(rows, columns)];
    for (int k = 0; k < rows; k++) {
      System.arraycopy(coefficients[k], 0, flat, k * columns, columns);
    }
    double[] pulled = new double[x.length];
    compute
        .linearAlgebra()
        .gemm(
            Transpose.NO,
            Transpose.NO,
            rows,
            width,
            columns,
            -2.0,
            flat,
            0,
            columns,
            y,
            0,
            width,
            0.0,
            pulled,
            0,
            width);
    double[][] out = new double[rows][];
    for (int k = 0; k < rows; k++) {
      double total = 2 * Arrays.stream(coefficients[k]).sum();
      out[k] = Arrays.copyOfRange(pulled, k * width, (k + 1) * width);
      for (int j = 0; j < width; j++) {
        out[k][j] += total * x[k * width + j];
      }
    }
    return out;
  }
}
