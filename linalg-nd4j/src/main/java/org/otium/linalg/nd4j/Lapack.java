package org.otium.linalg.nd4j;

import org.bytedeco.javacpp.DoublePointer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.blas.BlasException;
import org.nd4j.linalg.api.blas.impl.BaseLapack;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.otium.api.LinearAlgebra.Eigen;
import org.otium.api.LinearAlgebra.Svd;
import org.otium.api.OtiumException;

/**
 * Decompositions in double precision through ND4J's LAPACK interface. ND4J's own {@code svd}
 * operation is not used, because its singular vectors are wrong from 16×16 on.
 *
 * <p>LAPACK stores columns, so a row-major A is handed over as Aᵀ, which costs nothing.
 */
final class Lapack {
  private static final int TILE = 32;

  private final BaseLapack lapack = (BaseLapack) Nd4j.getBlasWrapper().lapack();

  /** The thin decomposition of a row-major A. */
  Svd svd(double[] a, int rows, int columns) {
    int k = Math.min(rows, columns);
    // Aᵀ = V·diag(s)·Uᵀ: V by columns is Vᵀ by rows, and Uᵀ by columns is U by rows.
    try (INDArray transposed = byColumns(columns, rows);
        INDArray values = byColumns(k, 1);
        INDArray v = byColumns(columns, k);
        INDArray ut = byColumns(k, rows)) {
      fill(transposed, a);
      decompose('S', transposed, values, v, ut);
      return new Svd(numbers(ut), numbers(values), numbers(v));
    }
  }

  /** The singular values of a row-major A, descending. */
  double[] singularValues(double[] a, int rows, int columns) {
    try (INDArray transposed = byColumns(columns, rows);
        INDArray values = byColumns(Math.min(rows, columns), 1)) {
      fill(transposed, a);
      decompose('N', transposed, values, null, null);
      return numbers(values);
    }
  }

  private void decompose(
      char vectors, INDArray a, INDArray values, @Nullable INDArray u, @Nullable INDArray vt) {
    int rows = (int) a.size(0);
    int columns = (int) a.size(1);
    try {
      // The last argument would take a status that this backend throws instead.
      lapack.dgesvd((byte) vectors, (byte) vectors, rows, columns, a, values, u, vt, null);
    } catch (BlasException e) {
      throw new OtiumException(
          "the singular value decomposition of a " + columns + " x " + rows + " matrix failed",
          "Look for rows or columns of very different sizes, and scale the data.",
          e);
    }
  }

  /** The decomposition of a symmetric row-major A, of which the lower triangle is read. */
  Eigen symmetricEigen(double[] a, int n) {
    try (INDArray matrix = byColumns(n, n);
        INDArray values = byColumns(n, 1)) {
      fill(matrix, a);
      int status = lapack.syev('V', 'U', matrix, values); // the lower triangle of rows
      if (status != 0) {
        throw new OtiumException(
            "the eigendecomposition of a " + n + " x " + n + " matrix failed (" + status + ")",
            "Look for entries of very different sizes, and scale the data.");
      }
      return new Eigen(numbers(values), transpose(numbers(matrix), n));
    }
  }

  private static INDArray byColumns(int height, int width) {
    return Nd4j.createUninitialized(DataType.DOUBLE, new long[] {height, width}, 'f');
  }

  private static void fill(INDArray target, double[] source) {
    ((DoublePointer) target.data().pointer()).put(source, 0, (int) target.length());
  }

  private static double[] numbers(INDArray source) {
    double[] numbers = new double[(int) source.length()];
    ((DoublePointer) source.data().pointer()).get(numbers);
    return numbers;
  }

  private static double[] transpose(double[] a, int n) {
    for (int row = 0; row < n; row += TILE) {
      for (int column = row; column < n; column += TILE) {
        swapTile(a, n, row, column);
      }
    }
    return a;
  }

  private static void swapTile(double[] a, int n, int row, int column) {
    for (int i = row; i < Math.min(n, row + TILE); i++) {
      for (int j = Math.max(i + 1, column); j < Math.min(n, column + TILE); j++) {
        double upper = a[i * n + j];
        a[i * n + j] = a[j * n + i];
        a[j * n + i] = upper;
      }
    }
  }
}
