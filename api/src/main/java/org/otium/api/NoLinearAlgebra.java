package org.otium.api;

/** Stands where no linear algebra was chosen yet. */
enum NoLinearAlgebra implements LinearAlgebra {
  /** The only one. */
  INSTANCE;

  private static IllegalStateException refusal() {
    return new IllegalStateException("no linear algebra was chosen yet");
  }

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
    throw refusal();
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
    throw refusal();
  }

  @Override
  public Svd svd(double[] a, int rows, int columns) {
    throw refusal();
  }

  @Override
  public double[] singularValues(double[] a, int rows, int columns) {
    throw refusal();
  }

  @Override
  public Eigen symmetricEigen(double[] a, int n) {
    throw refusal();
  }
}
