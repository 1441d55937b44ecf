package org.otium.numerics;

/** The 4×4 tile without SIMD: the oracle of the SIMD tile, and what runs where there is none. */
final class ScalarDoubleMicroKernel implements DoubleMicroKernel {
  private static final int SIZE = 4;

  @Override
  public int rows() {
    return SIZE;
  }

  @Override
  public int columns() {
    return SIZE;
  }

  @Override
  public void run(
      int k,
      double[] a,
      int aOffset,
      double[] b,
      int bOffset,
      double alpha,
      double beta,
      double[] c,
      int cOffset,
      int ldc) {
    for (int i = 0; i < SIZE; i++) {
      double c0 = 0;
      double c1 = 0;
      double c2 = 0;
      double c3 = 0;
      for (int p = 0; p < k; p++) {
        double value = a[aOffset + p * SIZE + i];
        int q = bOffset + p * SIZE;
        c0 += value * b[q];
        c1 += value * b[q + 1];
        c2 += value * b[q + 2];
        c3 += value * b[q + 3];
      }
      int row = cOffset + i * ldc;
      c[row] = alpha * c0 + (beta == 0 ? 0 : beta * c[row]);
      c[row + 1] = alpha * c1 + (beta == 0 ? 0 : beta * c[row + 1]);
      c[row + 2] = alpha * c2 + (beta == 0 ? 0 : beta * c[row + 2]);
      c[row + 3] = alpha * c3 + (beta == 0 ? 0 : beta * c[row + 3]);
    }
  }
}
