package org.otium.numerics;

/**
 * The innermost product of the double-precision GEMM: a small tile C ← α·A·B + β·C from packed
 * operands.
 */
interface DoubleMicroKernel {
  /**
   * Rows of the tile.
   *
   * @return at least one
   */
  int rows();

  /**
   * Columns of the tile.
   *
   * @return at least one
   */
  int columns();

  /**
   * Computes one tile.
   *
   * @param k length of the inner dimension, at least one
   * @param a packed: for every inner index, {@link #rows()} values
   * @param aOffset where A starts
   * @param b packed: for every inner index, {@link #columns()} values
   * @param bOffset where B starts
   * @param alpha α
   * @param beta β; with 0, C is not read
   * @param c C, {@link #rows()}×{@link #columns()}
   * @param cOffset where C starts
   * @param ldc distance between the rows of C
   */
  void run(
      int k,
      double[] a,
      int aOffset,
      double[] b,
      int bOffset,
      double alpha,
      double beta,
      double[] c,
      int cOffset,
      int ldc);
}
