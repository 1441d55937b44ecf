package org.otium.api;

import java.util.Arrays;

/**
 * An immutable rows × columns matrix of 32-bit floats, row-major.
 *
 * <p>Kernels read the backing array through {@link #array()} without a copy. That array is shared:
 * it must never be written to by anyone who did not just make it.
 */
public final class Matrix {
  private final int rows;
  private final int columns;
  private final float[] values;

  private Matrix(int rows, int columns, float[] values) {
    if (rows < 0 || columns < 0) {
      throw new IllegalArgumentException("negative shape " + rows + "×" + columns);
    }
    if ((long) rows * columns != values.length) {
      throw new IllegalArgumentException(
          "a "
              + rows
              + "×"
              + columns
              + " matrix needs "
              + (long) rows * columns
              + " values, not "
              + values.length);
    }
    this.rows = rows;
    this.columns = columns;
    this.values = values;
  }

  /**
   * A matrix over a copy of the values.
   *
   * @param rows number of rows
   * @param columns number of columns
   * @param values row-major, {@code rows * columns} long
   * @return the matrix
   */
  public static Matrix copyOf(int rows, int columns, float[] values) {
    return new Matrix(rows, columns, values.clone());
  }

  /**
   * A matrix over the given array itself. The caller hands the array over and must not write to it
   * again.
   *
   * @param rows number of rows
   * @param columns number of columns
   * @param values row-major, {@code rows * columns} long
   * @return the matrix
   */
  public static Matrix wrap(int rows, int columns, float[] values) {
    return new Matrix(rows, columns, values);
  }

  /**
   * A matrix from nested arrays, rounded to float.
   *
   * @param rows the rows, all of one length; at least one
   * @return the matrix
   */
  public static Matrix of(double[][] rows) {
    int columns = rows[0].length;
    float[] values = new float[Math.multiplyExact(rows.length, columns)];
    for (int i = 0; i < rows.length; i++) {
      if (rows[i].length != columns) {
        throw new IllegalArgumentException(
            "row " + i + " has " + rows[i].length + " values, not " + columns);
      }
      for (int j = 0; j < columns; j++) {
        values[i * columns + j] = (float) rows[i][j];
      }
    }
    return new Matrix(rows.length, columns, values);
  }

  /**
   * Number of rows.
   *
   * @return n
   */
  public int rows() {
    return rows;
  }

  /**
   * Number of columns.
   *
   * @return d
   */
  public int columns() {
    return columns;
  }

  /**
   * One value.
   *
   * @param row row index
   * @param column column index
   * @return the value
   */
  public float get(int row, int column) {
    return values[row * columns + column];
  }

  /**
   * The backing array, row-major, shared and <em>read-only by agreement</em>. For kernels.
   *
   * @return the array itself
   */
  public float[] array() {
    return values;
  }

  /**
   * A copy of the values.
   *
   * @return a new row-major array
   */
  public float[] toArray() {
    return values.clone();
  }

  /**
   * A copy of one row.
   *
   * @param row row index
   * @return {@link #columns()} values
   */
  public float[] row(int row) {
    return Arrays.copyOfRange(values, row * columns, (row + 1) * columns);
  }

  /**
   * The given rows, in the given order, copied.
   *
   * @param indices row indices; repeats are allowed
   * @return a matrix of {@code indices.length} rows
   */
  public Matrix selectRows(int[] indices) {
    float[] out = new float[Math.multiplyExact(indices.length, columns)];
    for (int i = 0; i < indices.length; i++) {
      System.arraycopy(values, indices[i] * columns, out, i * columns, columns);
    }
    return new Matrix(indices.length, columns, out);
  }

  /**
   * The flat position of the first NaN or infinite value.
   *
   * @return its index in {@link #array()}, or −1 when every value is finite
   */
  public long firstNonFinite() {
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public boolean equals(Object other) {
    if (other == this) {
      return true;
    }
    return other instanceof Matrix m
        && m.rows == rows
        && m.columns == columns
        && Arrays.equals(m.values, values);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * rows + columns) + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "Matrix[" + rows + "×" + columns + "]";
  }
}
