package org.otium.linalg.nd4j;

import org.nd4j.common.config.ND4JClassLoading;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;
import org.otium.api.LinearAlgebra;
import org.otium.api.OtiumException;
import org.otium.numerics.MatrixArguments;

/**
 * Matrix products and decompositions by ND4J, with OpenBLAS underneath.
 *
 * <p>Thread-safe. ND4J computes outside the Java heap, so every operand is copied there and every
 * result is copied back; the room for products is kept and used again.
 *
 * <p>Decompositions refuse NaN and infinity; products pass them on.
 */
public final class Nd4jLinearAlgebra implements LinearAlgebra {
  private final BlockedGemm floats = new BlockedGemm(DataType.FLOAT);
  private final BlockedGemm doubles = new BlockedGemm(DataType.DOUBLE);
  private final Lapack lapack = new Lapack();

  private Nd4jLinearAlgebra() {}

  /**
   * Loads ND4J, which takes about a second the first time.
   *
   * @param threads how many threads ND4J and its OpenBLAS use; OpenBLAS has one such number for the
   *     whole process
   * @return ready to use
   * @throws OtiumException if ND4J or its native libraries cannot be loaded
   */
  public static LinearAlgebra open(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException(threads + " threads");
    }
    Nd4jClassPath.makeReadable();
    try {
      // Otherwise ND4J looks for its backend with the loader of the thread that comes first.
      ND4JClassLoading.setNd4jClassloader(Nd4j.class.getClassLoader());
      Nd4j.factory().blas().setMaxThreads(threads);
      NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(threads);
      return new Nd4jLinearAlgebra();
    } catch (LinkageError | RuntimeException e) {
      throw new OtiumException(
          "ND4J could not be loaded: " + rootCause(e),
          "Check its jars in cp/ beside the plugin, or choose another linear algebra backend.",
          e);
    }
  }

  private static Throwable rootCause(Throwable thrown) {
    Throwable root = thrown;
    for (Throwable next = root; next != null; next = next.getCause()) {
      root = next;
    }
    return root;
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
    multiply(
        floats,
        transposeA,
        transposeB,
        m,
        n,
        k,
        alpha,
        new HeapArray.Floats(a),
        aOffset,
        lda,
        new HeapArray.Floats(b),
        bOffset,
        ldb,
        beta,
        new HeapArray.Floats(c),
        cOffset,
        ldc);
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
    multiply(
        doubles,
        transposeA,
        transposeB,
        m,
        n,
        k,
        alpha,
        new HeapArray.Doubles(a),
        aOffset,
        lda,
        new HeapArray.Doubles(b),
        bOffset,
        ldb,
        beta,
        new HeapArray.Doubles(c),
        cOffset,
        ldc);
  }

  private static void multiply(
      BlockedGemm gemm,
      Transpose transposeA,
      Transpose transposeB,
      int m,
      int n,
      int k,
      double alpha,
      HeapArray a,
      int aOffset,
      int lda,
      HeapArray b,
      int bOffset,
      int ldb,
      double beta,
      HeapArray c,
      int cOffset,
      int ldc) {
    MatrixArguments.checkProduct(
        transposeA,
        transposeB,
        m,
        n,
        k,
        a.length(),
        aOffset,
        lda,
        b.length(),
        bOffset,
        ldb,
        c.length(),
        cOffset,
        ldc);
    boolean ta = transposeA == Transpose.YES;
    boolean tb = transposeB == Transpose.YES;
    gemm.multiply(
        ta,
        tb,
        alpha,
        new Operand(a, aOffset, lda, ta ? k : m, ta ? m : k),
        new Operand(b, bOffset, ldb, tb ? n : k, tb ? k : n),
        beta,
        new Operand(c, cOffset, ldc, m, n));
  }

  @Override
  public Svd svd(double[] a, int rows, int columns) {
    MatrixArguments.checkFinite(a, rows, columns);
    if (rows == 0 || columns == 0) {
      return new Svd(new double[0], new double[0], new double[0]);
    }
    return lapack.svd(a, rows, columns);
  }

  @Override
  public double[] singularValues(double[] a, int rows, int columns) {
    MatrixArguments.checkFinite(a, rows, columns);
    return rows == 0 || columns == 0 ? new double[0] : lapack.singularValues(a, rows, columns);
  }

  @Override
  public Eigen symmetricEigen(double[] a, int n) {
    MatrixArguments.checkFinite(a, n, n);
    return n == 0 ? new Eigen(new double[0], new double[0]) : lapack.symmetricEigen(a, n);
  }
}
