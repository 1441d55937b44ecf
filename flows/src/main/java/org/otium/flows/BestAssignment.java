package org.otium.flows;

import java.util.Arrays;

/** The assignment of rows to columns of largest total weight (Kuhn 1955, Munkres 1957). */
final class BestAssignment {
  private BestAssignment() {}

  /**
   * Assigns every row to a column of its own, as far as there are columns.
   *
   * @param weights rows×columns, finite
   * @return the column of each row, or −1 for rows that are left over
   */
  static int[] of(double[][] weights) {
    int rows = weights.length;
    int columns = rows == 0 ? 0 : weights[0].length;
    if (rows <= columns) {
      return wide(weights, rows, columns);
    }
    double[][] transposed = new double[columns][rows];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        transposed[j][i] = weights[i][j];
      }
    }
    int[] rowOf = wide(transposed, columns, rows);
    int[] columnOf = new int[rows];
    Arrays.fill(columnOf, -1);
    for (int j = 0; j < columns; j++) {
      columnOf[rowOf[j]] = j;
    }
    return columnOf;
  }

  /** Shortest augmenting paths with potentials, from 1 because column 0 stands for "none yet". */
  private static int[] wide(double[][] weights, int rows, int columns) {
    double[] ofRow = new double[rows + 1];
    double[] ofColumn = new double[columns + 1];
    int[] rowAt = new int[columns + 1];
    int[] previous = new int[columns + 1];
    double[] slack = new double[columns + 1];
    boolean[] visited = new boolean[columns + 1];
    for (int start = 1; start <= rows; start++) {
      rowAt[0] = start;
      Arrays.fill(slack, Double.POSITIVE_INFINITY);
      Arrays.fill(visited, false);
      int column = 0;
      do {
        visited[column] = true;
        int row = rowAt[column];
        int next = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int j = 1; j <= columns; j++) {
          if (!visited[j]) {
            double reduced = -weights[row - 1][j - 1] - ofRow[row] - ofColumn[j];
            if (reduced < slack[j]) {
              slack[j] = reduced;
              previous[j] = column;
            }
            if (slack[j] < least) {
              least = slack[j];
              next = j;
            }
          }
        }
        for (int j = 0; j <= columns; j++) {
          if (visited[j]) {
            ofRow[rowAt[j]] += least;
            ofColumn[j] -= least;
          } else {
            slack[j] -= least;
          }
        }
        column = next;
      } while (rowAt[column] != 0);
      while (column != 0) {
        rowAt[column] = rowAt[previous[column]];
        column = previous[column];
      }
    }
    int[] columnOf = new int[rows];
    for (int j = 1; j <= columns; j++) {
      if (rowAt[j] != 0) {
        columnOf[rowAt[j] - 1] = j - 1;
      }
    }
    return columnOf;
  }
}
