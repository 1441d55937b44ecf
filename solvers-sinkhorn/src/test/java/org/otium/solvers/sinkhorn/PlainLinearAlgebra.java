package org.otium.solvers.sinkhorn;

import org.otium.api.LinearAlgebra;

/** Products by three loops; all that plans need. */
final class PlainLinearAlgebra implements LinearAlgebra {
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
        for (int l = 0; l < k; l++) {
          float left =
              transposeA == Transpose.NO ? a[aOffset + i * lda + l] : a[aOffset + l * lda + i];
          float right =
              transposeB == Transpose.NO ? b[bOffset + l * ldb + j] : b[bOffset + j * ldb + l];
          sum += (double) left * right;
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
