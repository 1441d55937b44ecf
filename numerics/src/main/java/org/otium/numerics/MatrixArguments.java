package org.otium.numerics;

import org.otium.api.InvalidInputException;
import org.otium.api.LinearAlgebra.Transpose;

/** The checks that every linear algebra makes before it touches an array. */
public final class MatrixArguments {
  private MatrixArguments() {}

  /**
   * Checks the shapes of C ← α·op(A)·op(B) + β·C against the arrays that hold them.
   *
   * @param transposeA op of A
   * @param transposeB op of B
   * @param m rows of op(A) and C
   * @param n columns of op(B) and C
   * @param k columns of op(A), rows of op(B)
   * @param aLength length of the array of A
   * @param aOffset where A starts
   * @param lda distance between the rows of A
   * @param bLength length of the array of B
   * @param bOffset where B starts
   * @param ldb distance between the rows of B
   * @param cLength length of the array of C
   * @param cOffset where C starts
   * @param ldc distance between the rows of C
   * @throws IllegalArgumentException if a matrix does not fit its array
   */
  public static void checkProduct(
      Transpose transposeA,
      Transpose transposeB,
      int m,
      int n,
      int k,
      int aLength,
      int aOffset,
      int lda,
      int bLength,
      int bOffset,
      int ldb,
      int cLength,
      int cOffset,
      int ldc) {
    boolean at = transposeA == Transpose.YES;
    boolean bt = transposeB == Transpose.YES;
    checkStored("A", at ? k : m, at ? m : k, aLength, aOffset, lda);
    checkStored("B", bt ? n : k, bt ? k : n, bLength, bOffset, ldb);
    checkStored("C", m, n, cLength, cOffset, ldc);
  }

  /**
   * The number of array elements from the first to the last one of a stored matrix.
   *
   * @param rows its rows as stored
   * @param columns its columns as stored
   * @param stride distance between its rows
   * @return 0 for an empty matrix
   */
  public static long extent(int rows, int columns, int stride) {
    return rows == 0 || columns == 0 ? 0 : (rows - 1L) * stride + columns;
  }

  private static void checkStored(
      String name, int rows, int columns, int length, int offset, int stride) {
    if (rows < 0 || columns < 0 || offset < 0 || stride < columns) {
      throw new IllegalArgumentException(
          name + ": " + rows + "×" + columns + " at " + offset + " with rows " + stride + " apart");
    }
    if (offset + extent(rows, columns, stride) > length) {
      throw new IllegalArgumentException(
          name
              + ": "
              + rows
              + "×"
              + columns
              + " at "
              + offset
              + " with rows "
              + stride
              + " apart does not fit an array of "
              + length);
    }
  }

  /**
   * Checks a dense matrix that is about to be decomposed.
   *
   * @param values row-major
   * @param rows its rows
   * @param columns its columns
   * @throws IllegalArgumentException if the array is not rows × columns long
   * @throws InvalidInputException if a value is NaN or infinite
   */
  public static void checkFinite(double[] values, int rows, int columns) {
    if (rows < 0 || columns < 0 || (long) rows * columns != values.length) {
      throw new IllegalArgumentException(
          values.length + " values for a " + rows + "×" + columns + " matrix");
    }
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new InvalidInputException(
            "entry (" + i / columns + ", " + i % columns + ") of a matrix is " + values[i],
            "Look for values that are not finite, or overflow, in the data it was made of.");
      }
    }
  }
}
