package org.otium.solvers.exact;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The linear assignment problem by shortest augmenting paths (R. Jonker and A. Volgenant, <em>A
 * shortest augmenting path algorithm for dense and sparse linear assignment problems</em>,
 * Computing 38, 1987): column reduction, reduction transfer, augmenting row reduction, then one
 * shortest path (Dijkstra over reduced costs) for every row that is left.
 */
final class LinearAssignment {
  private static final int FREE = -1;

  /** Passes of augmenting row reduction; the authors use two. */
  private static final int ROW_REDUCTIONS = 2;

  /** Immediate counter-bids that a pass of row reduction may make, in multiples of n. */
  private static final long PATIENCE = 4;

  private final int size;
  private final float[] cost;
  private final double[] columnPrice;
  private final int[] columnOfRow;
  private final int[] rowOfColumn;

  // What the shortest-path search works on.
  private final double[] distance;
  private final int[] predecessor;
  private final int[] columns;

  private final int[] free;
  private int freeCount;

  /**
   * Prepares a problem.
   *
   * @param size n
   * @param cost n×n, row-major, finite
   * @param startPrices n column potentials to start from, or null
   */
  LinearAssignment(int size, float[] cost, double @Nullable [] startPrices) {
    this.size = size;
    this.cost = cost;
    columnOfRow = new int[size];
    rowOfColumn = new int[size];
    distance = new double[size];
    predecessor = new int[size];
    columns = new int[size];
    free = new int[size];
    Arrays.fill(columnOfRow, FREE);
    Arrays.fill(rowOfColumn, FREE);
    if (startPrices == null) {
      columnPrice = new double[size];
      reduceColumns();
    } else {
      columnPrice = startPrices.clone();
    }
  }

  /**
   * The cheap first phase: augmenting row reduction.
   *
   * @return how many rows are left without a column
   */
  int reduce() {
    freeCount = 0;
    for (int i = 0; i < size; i++) {
      if (columnOfRow[i] == FREE) {
        free[freeCount++] = i;
      }
    }
    for (int pass = 0; pass < ROW_REDUCTIONS && freeCount > 0; pass++) {
      freeCount = reduceRows(freeCount);
    }
    return freeCount;
  }

  /**
   * The second phase, after {@link #reduce}: assigns the rows that are left, which ends optimal.
   */
  void augment() {
    for (int k = 0; k < freeCount; k++) {
      augment(free[k]);
    }
  }

  /**
   * The assignment.
   *
   * @return the column of each row
   */
  int[] columnOfRow() {
    return columnOfRow;
  }

  /**
   * The dual variables of the columns.
   *
   * @return n potentials
   */
  double[] columnPrices() {
    return columnPrice;
  }

  /** Gives every column its lowest cost as price, and assigns rows that are lowest somewhere. */
  private void reduceColumns() {
    int[] lowest = new int[size];
    for (int j = 0; j < size; j++) {
      columnPrice[j] = cost[j];
    }
    for (int i = 1; i < size; i++) {
      int row = i * size;
      for (int j = 0; j < size; j++) {
        if (cost[row + j] < columnPrice[j]) {
          columnPrice[j] = cost[row + j];
          lowest[j] = i;
        }
      }
    }
    int[] wins = new int[size];
    for (int j = size - 1; j >= 0; j--) {
      int i = lowest[j];
      if (wins[i]++ == 0) {
        columnOfRow[i] = j;
        rowOfColumn[j] = i;
      }
    }
    for (int i = 0; i < size; i++) {
      if (wins[i] == 1) {
        transferReduction(i);
      }
    }
  }

  /** Lowers the price of a row's only column as far as the row still prefers it. */
  private void transferReduction(int i) {
    int own = columnOfRow[i];
    int row = i * size;
    double min = Double.POSITIVE_INFINITY;
    for (int j = 0; j < size; j++) {
      double reduced = cost[row + j] - columnPrice[j];
      if (reduced < min && j != own) {
        min = reduced;
      }
    }
    if (size > 1) {
      columnPrice[own] -= min - (cost[row + own] - columnPrice[own]);
    }
  }

  /**
   * Lets every free row bid for its best column, which frees the row that had it.
   *
   * @return how many rows stay free; they come first among the free
   */
  private int reduceRows(int count) {
    int next = 0;
    int left = 0;
    // Rounding could make two rows outbid each other forever by amounts that no longer count.
    long patience = PATIENCE * size;
    while (next < count) {
      int i = free[next++];
      int row = i * size;
      double best = Double.POSITIVE_INFINITY;
      double second = Double.POSITIVE_INFINITY;
      int bestColumn = 0;
      int secondColumn = 0;
      for (int j = 0; j < size; j++) {
        double reduced = cost[row + j] - columnPrice[j];
        if (reduced < second) {
          if (reduced < best) {
            second = best;
            secondColumn = bestColumn;
            best = reduced;
            bestColumn = j;
          } else {
            second = reduced;
            secondColumn = j;
          }
        }
      }
      double bid = columnPrice[bestColumn] - (second - best);
      boolean lowers = size > 1 && bid < columnPrice[bestColumn];
      int previous = rowOfColumn[bestColumn];
      if (lowers) {
        columnPrice[bestColumn] = bid;
      } else if (previous != FREE && size > 1) {
        bestColumn = secondColumn;
        previous = rowOfColumn[bestColumn];
      }
      columnOfRow[i] = bestColumn;
      rowOfColumn[bestColumn] = i;
      if (previous != FREE) {
        columnOfRow[previous] = FREE;
        if (lowers && patience-- > 0) {
          free[--next] = previous;
        } else {
          free[left++] = previous;
        }
      }
    }
    return left;
  }

  /**
   * Assigns one more row along a shortest alternating path, and updates the prices of the columns
   * it passed.
   */
  private void augment(int freeRow) {
    int row = freeRow * size;
    for (int j = 0; j < size; j++) {
      columns[j] = j;
      distance[j] = cost[row + j] - columnPrice[j];
      predecessor[j] = freeRow;
    }
    // columns[0, done): settled; [done, scan end): at distance min, to be scanned; the rest: to do.
    int low = 0;
    int up = 0;
    int settled = 0;
    double min = 0;
    int end = FREE;
    search:
    while (true) {
      if (up == low) {
        settled = low;
        min = distance[columns[up++]];
        for (int k = up; k < size; k++) {
          int j = columns[k];
          double h = distance[j];
          if (h <= min) {
            if (h < min) {
              up = low;
              min = h;
            }
            columns[k] = columns[up];
            columns[up++] = j;
          }
        }
        for (int k = low; k < up; k++) {
          if (rowOfColumn[columns[k]] == FREE) {
            end = columns[k];
            break search;
          }
        }
      }
      int j1 = columns[low++];
      int i = rowOfColumn[j1];
      int base = i * size;
      double offset = cost[base + j1] - columnPrice[j1] - min;
      for (int k = up; k < size; k++) {
        int j = columns[k];
        double v = cost[base + j] - columnPrice[j] - offset;
        if (v < distance[j]) {
          distance[j] = v;
          predecessor[j] = i;
          if (v <= min) {
            if (rowOfColumn[j] == FREE) {
              end = j;
              break search;
            }
            columns[k] = columns[up];
            columns[up++] = j;
          }
        }
      }
    }
    for (int k = 0; k < settled; k++) {
      int j = columns[k];
      columnPrice[j] += distance[j] - min;
    }
    int j = end;
    int i;
    do {
      i = predecessor[j];
      rowOfColumn[j] = i;
      int nextColumn = columnOfRow[i];
      columnOfRow[i] = j;
      j = nextColumn;
    } while (i != freeRow);
  }
}
