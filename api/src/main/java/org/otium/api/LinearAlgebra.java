package org.otium.api;

/**
 * Dense matrix products and decompositions. All matrices are row-major. Implementations are
 * thread-safe and give the same bytes for the same input and thread count.
 */
public interface LinearAlgebra {
  /** Whether an operand is used as it is or transposed. */
  enum Transpose {
    /** As it is. */
    NO,
    /** Transposed. */
    YES
  }

  /**
   * C ← α·op(A)·op(B) + β·C in single precision.
   *
   * @param transposeA op of A
   * @param transposeB op of B
   * @param m rows of op(A) and C
   * @param n columns of op(B) and C
   * @param k columns of op(A), rows of op(B)
   * @param alpha α
   * @param a A as stored, starting at {@code aOffset}
   * @param aOffset where A starts
   * @param lda distance between the rows of A
   * @param b B as stored
   * @param bOffset where B starts
   * @param ldb distance between the rows of B
   * @param beta β; with 0, C is not read
   * @param c C, written
   * @param cOffset where C starts
   * @param ldc distance between the rows of C
   */
  void gemm(
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
      int ldc);

  /**
   * C ← α·op(A)·op(B) + β·C in double precision; parameters as for the single-precision product.
   *
   * @param transposeA op of A
   * @param transposeB op of B
   * @param m rows of op(A) and C
   * @param n columns of op(B) and C
   * @param k columns of op(A), rows of op(B)
   * @param alpha α
   * @param a A as stored
   * @param aOffset where A starts
   * @param lda distance between the rows of A
   * @param b B as stored
   * @param bOffset where B starts
   * @param ldb distance between the rows of B
   * @param beta β
   * @param c C, written
   * @param cOffset where C starts
   * @param ldc distance between the rows of C
   */
  void gemm(
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
      int ldc);

  /**
   * The thin singular value decomposition A = U·diag(s)·Vᵀ.
   *
   * @param a A, rows×columns; not changed
   * @param rows rows of A
   * @param columns columns of A
   * @return the factors
   * @throws OtiumException if the iteration did not converge
   */
  Svd svd(double[] a, int rows, int columns);

  /**
   * The singular values of A, descending.
   *
   * @param a A, rows×columns; not changed
   * @param rows rows of A
   * @param columns columns of A
   * @return min(rows, columns) values
   * @throws OtiumException if the iteration did not converge
   */
  double[] singularValues(double[] a, int rows, int columns);

  /**
   * The eigendecomposition A = Q·diag(λ)·Qᵀ of a symmetric matrix; only its lower triangle is read.
   *
   * @param a A, n×n; not changed
   * @param n size of A
   * @return the factors
   * @throws OtiumException if the iteration did not converge
   */
  Eigen symmetricEigen(double[] a, int n);

  /**
   * The eigenvalues of a symmetric matrix; only its lower triangle is read. Worth overriding where
   * they take less time without the vectors.
   *
   * @param a A, n×n; not changed
   * @param n size of A
   * @return n values, ascending
   * @throws OtiumException if the iteration did not converge
   */
  default double[] symmetricEigenvalues(double[] a, int n) {
    return symmetricEigen(a, n).values();
  }

  /**
   * What beside the input decides the last digits of results: which build this is, and what it
   * chose for the processor at hand.
   *
   * @return a few words, the same wherever results are the same; empty if there is nothing to say
   */
  default String build() {
    return "";
  }

  /**
   * A thin singular value decomposition.
   *
   * @param u rows×k, row-major, k = min(rows, columns)
   * @param values k singular values, descending
   * @param vt k×columns, row-major
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
  record Svd(double[] u, double[] values, double[] vt) {}

  /**
   * An eigendecomposition of a symmetric matrix.
   *
   * @param values n eigenvalues, ascending
   * @param vectors n×n, row-major, the k-th <em>column</em> belongs to the k-th value
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
  record Eigen(double[] values, double[] vectors) {}
}
