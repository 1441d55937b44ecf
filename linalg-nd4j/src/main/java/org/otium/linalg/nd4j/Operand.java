package org.otium.linalg.nd4j;

import org.otium.api.InvalidInputException;

/**
 * A row-major matrix inside a Java array.
 *
 * @param array holds it
 * @param offset where it starts
 * @param stride distance between its rows
 * @param rows how many rows it has as stored
 * @param columns how many columns it has as stored
 */
record Operand(HeapArray array, int offset, int stride, int rows, int columns) {
  /** Checks that it lies inside the array. */
  Operand {
    if (rows < 0 || columns < 0) {
      throw new InvalidInputException(
          "a matrix of " + rows + " x " + columns, "Use sizes that are not negative.");
    }
    if (stride < columns) {
      throw new InvalidInputException(
          "rows of " + columns + " numbers that are " + stride + " apart",
          "The distance between rows is at least the number of columns.");
    }
    long end = rows == 0 ? offset : offset + (rows - 1L) * stride + columns;
    if (offset < 0 || end > array.length()) {
      throw new InvalidInputException(
          "a matrix at [" + offset + ", " + end + ") in an array of length " + array.length(),
          "Check its offset, its size and the distance between its rows.");
    }
  }

  /** Where in the array the number in a row and column lies. */
  int index(int row, int column) {
    return offset + row * stride + column;
  }
}
