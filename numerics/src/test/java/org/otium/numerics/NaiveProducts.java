package org.otium.numerics;

import org.otium.api.LinearAlgebra;

/** Matrix products from their definition, summed in double precision. */
final class NaiveProducts implements LinearAlgebra {
  @Override
  public void gemm(
      Transpose transposeA,
      Transpose transposeB,
      int m,
      int n,
      int k,
      float alpha,
      float[] a,
      int aOffset,
      int lda,
      float[] b,
      int bOffset,
      int ldb,
      float beta,
      float[] c,
      int cOffset,
      int ldc) {
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        double sum = 0;
        for (int q = 0; q < k; q++) {
          float x = a[aOffset + (transposeA == Transpose.NO ? i * lda + q : q * lda + i)];
          float y = b[bOffset + (transposeB == Transpose.NO ? q * ldb + j : j * ldb + q)];
          sum += (double) x * y;
        }
        int at = cOffset + i * ldc + j;
        c[at] = (float) (alpha * sum + (beta == 0 ? 0 : beta * c[at]));
      }
    }
  }

  @Override
  public void gemm(
      Transpose transposeA,
      Transpose transposeB,
      int m,
      int n,
      int k,
      double alpha,
      double[] a,
      int aOffset,
      int lda,
      double[] b,
      int bOffset,
      int ldb,
      double beta,
      double[] c,
      int cOffset,
      int ldc) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Svd svd(double[] a, int rows, int columns) {
    throw new UnsupportedOperationException();
  }

  @Override
  public double[] singularValues(double[] a, int rows, int columns) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Eigen symmetricEigen(double[] a, int n) {
    throw new UnsupportedOperationException();
  }
}
