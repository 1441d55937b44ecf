package org.otium.app.experiment.parts;

import java.nio.ByteBuffer;

/** A matrix as pieces send it. */
public final class MatrixBytes {
  private MatrixBytes() {}

  /**
   * Writes a matrix.
   *
   * @param matrix one row or more, all as long
   * @return its size and numbers
   */
  public static byte[] of(double[][] matrix) {
    int numbers = Math.multiplyExact(matrix.length, matrix[0].length);
    int size = Math.addExact(2 * Integer.BYTES, Math.multiplyExact(Double.BYTES, numbers));
    ByteBuffer bytes = ByteBuffer.allocate(size);
    bytes.putInt(matrix.length).putInt(matrix[0].length);
    for (double[] row : matrix) {
      for (double value : row) {
        bytes.putDouble(value);
      }
    }
    return bytes.array();
  }

  /**
   * Reads a matrix.
   *
   * @param bytes what {@link #of} gave
   * @return the matrix
   */
  public static double[][] matrix(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    double[][] matrix = new double[buffer.getInt()][buffer.getInt()];
    for (double[] row : matrix) {
      for (int j = 0; j < row.length; j++) {
        row[j] = buffer.getDouble();
      }
    }
    return matrix;
  }
}
