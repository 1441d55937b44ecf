package org.otium.numerics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.ojalgo.matrix.decomposition.Eigenvalue;
import org.ojalgo.matrix.decomposition.SingularValue;
import org.ojalgo.matrix.store.MatrixStore;
import org.ojalgo.matrix.store.R064Store;
import org.otium.api.LinearAlgebra;
import org.otium.api.OtiumException;

/**
 * Linear algebra without native code. Products run on the Vector API where it is present and are
 * spread over threads by blocks of rows, with the same bytes on any number of threads;
 * decompositions are those of ojAlgo.
 */
public final class JavaLinearAlgebra implements LinearAlgebra {
  private static final FloatGemm FLOAT =
      new FloatGemm(Simd.PRESENT ? new SimdFloatMicroKernel() : new ScalarFloatMicroKernel());
  private static final DoubleGemm DOUBLE =
      new DoubleGemm(Simd.PRESENT ? new SimdDoubleMicroKernel() : new ScalarDoubleMicroKernel());

  /** Multiplications below which waking other threads takes longer than the product. */
  private static final long WORTH_SHARING = 1 << 18;

  private final int threads;

  /**
   * Linear algebra on some threads.
   *
   * @param threads how many threads a product may use, at least one
   */
  public JavaLinearAlgebra(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException(threads + " threads");
    }
    this.threads = threads;
  }

  private int threadsFor(int m, int n, int k) {
    return (long) m * n * k < WORTH_SHARING ? 1 : threads;
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
    MatrixArguments.checkProduct(
        transposeA,
        transposeB,
        m,
        n,
        k,
        a.length,
        aOffset,
        lda,
        b.length,
        bOffset,
        ldb,
        c.length,
        cOffset,
        ldc);
    FloatGemm.Operand left = FloatGemm.Operand.of(a, aOffset, lda, transposeA);
    FloatGemm.Operand right = FloatGemm.Operand.of(b, bOffset, ldb, transposeB);
    FLOAT.run(threadsFor(m, n, k), m, n, k, alpha, left, right, beta, c, cOffset, ldc);
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
    MatrixArguments.checkProduct(
        transposeA,
        transposeB,
        m,
        n,
        k,
        a.length,
        aOffset,
        lda,
        b.length,
        bOffset,
        ldb,
        c.length,
        cOffset,
        ldc);
    DoubleGemm.Operand left = DoubleGemm.Operand.of(a, aOffset, lda, transposeA);
    DoubleGemm.Operand right = DoubleGemm.Operand.of(b, bOffset, ldb, transposeB);
    DOUBLE.run(threadsFor(m, n, k), m, n, k, alpha, left, right, beta, c, cOffset, ldc);
  }

  @Override
  public Svd svd(double[] a, int rows, int columns) {
    MatrixArguments.checkFinite(a, rows, columns);
    int k = Math.min(rows, columns);
    if (k == 0) {
      return new Svd(new double[0], new double[0], new double[0]);
    }
    SingularValue<Double> svd = SingularValue.R064.make(rows, columns);
    requireConverged(svd.decompose(store(a, rows, columns)), rows, columns);
    MatrixStore<Double> u = svd.getU();
    MatrixStore<Double> v = svd.getV();
    double[] left = new double[rows * k];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < k; j++) {
        left[i * k + j] = u.doubleValue(i, j);
      }
    }
    double[] right = new double[k * columns];
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < columns; j++) {
        right[i * columns + j] = v.doubleValue(j, i);
      }
    }
    return new Svd(left, values(svd, k), right);
  }

  @Override
  public double[] singularValues(double[] a, int rows, int columns) {
    MatrixArguments.checkFinite(a, rows, columns);
    int k = Math.min(rows, columns);
    if (k == 0) {
      return new double[0];
    }
    SingularValue<Double> svd = SingularValue.R064.make(rows, columns);
    requireConverged(svd.computeValuesOnly(store(a, rows, columns)), rows, columns);
    return values(svd, k);
  }

  @Override
  public Eigen symmetricEigen(double[] a, int n) {
    MatrixArguments.checkFinite(a, n, n);
    if (n == 0) {
      return new Eigen(new double[0], new double[0]);
    }
    R064Store store = R064Store.FACTORY.make(n, n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        store.set(i, j, a[i * n + j]);
        store.set(j, i, a[i * n + j]);
      }
    }
    Eigenvalue<Double> eigen = Eigenvalue.R064.make(n, true);
    requireConverged(eigen.decompose(store), n, n);
    MatrixStore<Double> d = eigen.getD();
    MatrixStore<Double> v = eigen.getV();
    int[] order =
        IntStream.range(0, n)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> d.doubleValue(i, i)))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] values = Arrays.stream(order).mapToDouble(i -> d.doubleValue(i, i)).toArray();
    double[] vectors = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        vectors[i * n + j] = v.doubleValue(i, order[j]);
      }
    }
    return new Eigen(values, vectors);
  }

  private static double[] values(SingularValue<Double> svd, int k) {
    double[] values = new double[k];
    for (int i = 0; i < k; i++) {
      values[i] = svd.getSingularValues().doubleValue(i);
    }
    return values;
  }

  private static R064Store store(double[] a, int rows, int columns) {
    R064Store store = R064Store.FACTORY.make(rows, columns);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        store.set(i, j, a[i * columns + j]);
      }
    }
    return store;
  }

  private static void requireConverged(boolean converged, int rows, int columns) {
    if (!converged) {
      throw new OtiumException(
          "the decomposition of a " + rows + "×" + columns + " matrix did not converge",
          "Scale the data to a moderate range, or choose another linear algebra.");
    }
  }
}
