package org.otium.api;

import java.util.Arrays;

/**
 * Matches the rows of a small cost matrix with its columns, one to one, at the least total cost: by
 * shortest augmenting paths (Kuhn 1955, Munkres 1957) in O(r²c) time for r rows and c ≥ r columns.
 * It is meant for classes; for samples there are solvers of optimal transport.
 */
public final class OptimalAssignment {
  /** The column of a row that is left over. */
  public static final int UNMATCHED = -1;

  private OptimalAssignment() {}

  /**
   * Finds the cheapest matching that leaves no row over, or no column where these are fewer.
   *
   * @param cost r×c, finite; not changed
   * @return the column of each row, or {@link #UNMATCHED} for the rows that are left over because
   *     there are fewer columns
   * @throws InvalidInputException if a cost is not finite or rows differ in length
   */
  public static int[] minimise(double[][] cost) {
    int rows = cost.length;
    int columns = rows == 0 ? 0 : cost[0].length;
    for (double[] row : cost) {
      if (row.length != columns) {
        throw new InvalidInputException(
            "rows of " + row.length + " and of " + columns + " costs",
            "Give every row as many costs.");
      }
      for (double value : row) {
        if (!Double.isFinite(value)) {
          throw new InvalidInputException(
              "an assignment cost of " + value, "Costs of an assignment must be finite.");
        }
      }
    }
    if (rows <= columns) {
      return match(cost, rows, columns);
    }
    double[][] transposed = new double[columns][rows];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        transposed[j][i] = cost[i][j];
      }
    }
    int[] rowOf = match(transposed, columns, rows);
    int[] columnOf = new int[rows];
    Arrays.fill(columnOf, UNMATCHED);
    for (int j = 0; j < columns; j++) {
      columnOf[rowOf[j]] = j;
    }
    return columnOf;
  }

  private static int[] match(double[][] cost, int rows, int columns) {
    double[] rowPotential = new double[rows];
    double[] columnPotential = new double[columns];
    int[] rowOf = new int[columns];
    Arrays.fill(rowOf, UNMATCHED);
    int[] before = new int[columns];
    double[] slack = new double[columns];
    boolean[] reached = new boolean[columns];
    for (int start = 0; start < rows; start++) {
      Arrays.fill(slack, Double.POSITIVE_INFINITY);
      Arrays.fill(reached, false);
      int row = start;
      int from = UNMATCHED;
      while (true) {
        int next = UNMATCHED;
        for (int j = 0; j < columns; j++) {
          if (!reached[j]) {
            double reduced = cost[row][j] - rowPotential[row] - columnPotential[j];
            if (reduced < slack[j]) {
              slack[j] = reduced;
              before[j] = from;
            }
            if (next == UNMATCHED || slack[j] < slack[next]) {
              next = j;
            }
          }
        }
        double delta = slack[next];
        rowPotential[start] += delta;
        for (int j = 0; j < columns; j++) {
          if (reached[j]) {
            rowPotential[rowOf[j]] += delta;
            columnPotential[j] -= delta;
          } else {
            slack[j] -= delta;
          }
        }
        reached[next] = true;
        from = next;
        if (rowOf[next] == UNMATCHED) {
          break;
        }
        row = rowOf[next];
      }
      for (int j = from; j != UNMATCHED; ) {
        int previous = before[j];
        rowOf[j] = previous == UNMATCHED ? start : rowOf[previous];
        j = previous;
      }
    }
    int[] columnOf = new int[rows];
    for (int j = 0; j < columns; j++) {
      if (rowOf[j] != UNMATCHED) {
        columnOf[rowOf[j]] = j;
      }
    }
    return columnOf;
  }
}
