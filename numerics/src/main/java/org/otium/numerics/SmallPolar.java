package org.otium.numerics;

import java.util.Arrays;

/**
 * Nuclear norms and polar factors of very small matrices, many at a time: by a closed form for 2×2,
 * else by one-sided Jacobi rotations. Nothing is allocated for a matrix.
 */
final class SmallPolar {
  /** Matrices of more rows or columns are left to the linear algebra. */
  static final int LARGEST = 8;

  private static final int MOST_SWEEPS = 30;
  private static final double ORTHOGONAL = 1e-15;

  private final double[] work = new double[LARGEST * LARGEST];
  private final double[] turned = new double[LARGEST * LARGEST];

  static boolean fits(int rows, int columns) {
    return rows <= LARGEST && columns <= LARGEST;
  }

  /**
   * ‖M‖_*, and the polar factor of M in its place.
   *
   * @param m rows×columns; written: Σ u_k v_kᵀ over singular values above the tolerance
   * @param smallest singular values up to this one carry no direction
   */
  double decompose(double[] m, int rows, int columns, double smallest) {
    if (rows == 2 && columns == 2) {
      return two(m, smallest);
    }
    // The columns of M·V are orthogonal once the rotations V have converged.
    System.arraycopy(m, 0, work, 0, rows * columns);
    for (int i = 0; i < columns; i++) {
      for (int j = 0; j < columns; j++) {
        turned[i * columns + j] = i == j ? 1 : 0;
      }
    }
    boolean rotated = true;
    for (int sweep = 0; rotated && sweep < MOST_SWEEPS; sweep++) {
      rotated = false;
      for (int p = 0; p < columns; p++) {
        for (int q = p + 1; q < columns; q++) {
          rotated |= rotate(rows, columns, p, q);
        }
      }
    }
    Arrays.fill(m, 0, rows * columns, 0);
    double nuclear = 0;
    for (int k = 0; k < columns; k++) {
      double squared = 0;
      for (int i = 0; i < rows; i++) {
        squared += work[i * columns + k] * work[i * columns + k];
      }
      double value = Math.sqrt(squared);
      nuclear += value;
      if (value > smallest) {
        for (int i = 0; i < rows; i++) {
          double left = work[i * columns + k] / value;
          for (int j = 0; j < columns; j++) {
            m[i * columns + j] += left * turned[j * columns + k];
          }
        }
      }
    }
    return nuclear;
  }

  private boolean rotate(int rows, int columns, int p, int q) {
    double pp = 0;
    double qq = 0;
    double pq = 0;
    for (int i = 0; i < rows; i++) {
      double x = work[i * columns + p];
      double y = work[i * columns + q];
      pp += x * x;
      qq += y * y;
      pq += x * y;
    }
    if (!(Math.abs(pq) > ORTHOGONAL * Math.sqrt(pp * qq))) {
      return false;
    }
    double zeta = (qq - pp) / (2 * pq);
    double tangent = Math.copySign(1 / (Math.abs(zeta) + Math.hypot(1, zeta)), zeta);
    double cosine = 1 / Math.sqrt(1 + tangent * tangent);
    double sine = cosine * tangent;
    turn(work, rows, columns, p, q, cosine, sine);
    turn(turned, columns, columns, p, q, cosine, sine);
    return true;
  }

  private static void turn(
      double[] a, int rows, int columns, int p, int q, double cosine, double sine) {
    for (int i = 0; i < rows; i++) {
      double x = a[i * columns + p];
      double y = a[i * columns + q];
      a[i * columns + p] = cosine * x - sine * y;
      a[i * columns + q] = sine * x + cosine * y;
    }
  }

  /** (σ₁ + σ₂)² = ‖M‖² + 2|det M|, and P = (M + sign(det M)·cof M) / (σ₁ + σ₂). */
  private static double two(double[] m, double smallest) {
    double a = m[0];
    double b = m[1];
    double c = m[2];
    double d = m[3];
    double determinant = a * d - b * c;
    double squared = a * a + b * b + c * c + d * d;
    double nuclear = Math.sqrt(squared + 2 * Math.abs(determinant));
    double largest = 0.5 * (nuclear + Math.sqrt(Math.max(0, squared - 2 * Math.abs(determinant))));
    double sign = Math.signum(determinant);
    if (!(largest > smallest)) {
      m[0] = 0;
      m[1] = 0;
      m[2] = 0;
      m[3] = 0;
    } else if (Math.abs(determinant) > smallest * largest) {
      m[0] = (a + sign * d) / nuclear;
      m[1] = (b - sign * c) / nuclear;
      m[2] = (c - sign * b) / nuclear;
      m[3] = (d + sign * a) / nuclear;
    } else {
      // one direction alone: M = σ₁·uvᵀ up to what is neglected
      for (int i = 0; i < 4; i++) {
        m[i] /= largest;
      }
    }
    return nuclear;
  }
}
