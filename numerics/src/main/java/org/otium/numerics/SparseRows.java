package org.otium.numerics;

/**
 * The large entries of a matrix of non-negative values, row by row. Row i has the entries {@code
 * start[i] … start[i + 1] − 1}.
 *
 * @param rows number of rows
 * @param columns number of columns
 * @param start rows + 1 positions
 * @param column the column of each entry, ascending within a row
 * @param value the value of each entry
 */
public record SparseRows(int rows, int columns, int[] start, int[] column, float[] value) {
  /**
   * How many entries are kept.
   *
   * @return their number
   */
  public int entries() {
    return start[rows];
  }
}
