package org.otium.linalg.nd4j;

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
  /** Where in the array the number in a row and column lies. */
  int index(int row, int column) {
    return offset + row * stride + column;
  }
}
