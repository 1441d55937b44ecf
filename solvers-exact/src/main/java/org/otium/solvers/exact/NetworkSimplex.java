package org.otium.solvers.exact;

import org.jspecify.annotations.Nullable;

/**
 * The primal network simplex for the transportation problem (Dantzig 1951; the block pricing and
 * the strongly feasible trees are those that P. Kovács compares in <em>Minimum-cost flow
 * algorithms: an experimental evaluation</em>, 2015). Arcs are implicit: costs are read from the
 * matrix, flows exist for the n+m−1 arcs of the tree alone.
 *
 * <p>A first phase prices arcs in doubles and leaves out what is small next to the largest cost. A
 * second one goes on from its tree with levels that carry no rounding, until no arc has a negative
 * reduced cost at all. It is the one that small costs among much larger ones need; where costs are
 * of one magnitude it has next to nothing to do.
 */
final class NetworkSimplex {
  private final int sources;
  private final int sinks;
  private final float[] cost;
  private final double largestCost;
  private final SpanningTree tree;
  private final double tolerance;
  private final long maxPivots;

  private long pivots;
  private long degeneratePivots;
  private double candidate;

  /** No reduced cost is off by more in doubles. */
  private double rounding;

  /**
   * Prepares a problem.
   *
   * @param tree a feasible start
   * @param cost n×m
   * @param tolerance reduced costs above −tolerance are left to the second phase; positive unless
   *     all costs are zero
   * @param maxPivots when to stop short of the optimum
   */
  NetworkSimplex(SpanningTree tree, CostInMemory cost, double tolerance, long maxPivots) {
    this.tree = tree;
    this.sources = cost.rows();
    this.sinks = cost.columns();
    this.cost = cost.values();
    this.largestCost = cost.largest();
    this.tolerance = tolerance;
    this.maxPivots = maxPivots;
  }

  /**
   * Pivots until no arc has a negative reduced cost.
   *
   * @param exact levels for the second phase
   * @return false if the pivots ran out first
   */
  boolean solve(FixedLevels exact) {
    boolean priced = pivotUntilPriced(null);
    tree.countExactly(exact);
    double largestLevel = 0;
    for (double level : tree.levels()) {
      largestLevel = Math.max(largestLevel, Math.abs(level));
    }
    rounding = exact.rounding(largestCost, largestLevel, largestLevel);
    return priced && pivotUntilPriced(exact);
  }

  /**
   * How many times the tree changed.
   *
   * @return pivots so far
   */
  long pivots() {
    return pivots;
  }

  /**
   * How many of the pivots moved no mass.
   *
   * @return degenerate pivots so far
   */
  long degeneratePivots() {
    return degeneratePivots;
  }

  /**
   * Goes around the arcs in blocks of about √(nm), and pivots on the most negative of each block,
   * until a whole round finds none.
   */
  private boolean pivotUntilPriced(@Nullable FixedLevels exact) {
    double[] level = tree.levels();
    long arcs = (long) sources * sinks;
    int block = Math.max(10, (int) Math.sqrt((double) arcs));
    int row = 0;
    int column = 0;
    long idle = 0;
    while (idle < arcs) {
      double best = exact == null ? -tolerance : 0;
      int bestRow = -1;
      int bestColumn = -1;
      int left = block;
      while (left > 0) {
        int to = Math.min(sinks, column + left);
        int j =
            exact == null
                ? cheapest(row, column, to, level)
                : cheapestExactly(row, column, to, level, exact);
        if (candidate < best) {
          best = candidate;
          bestRow = row;
          bestColumn = j;
        }
        left -= to - column;
        column = to;
        if (column == sinks) {
          column = 0;
          row = row + 1 == sources ? 0 : row + 1;
        }
      }
      idle += block;
      if (bestRow >= 0) {
        if (pivots == maxPivots) {
          return false;
        }
        pivots++;
        idle = 0;
        // a pivot moves levels by the reduced cost
        rounding -= 2 * FixedLevels.ROUNDING * best;
        if (tree.pivot(bestRow, bestColumn, cost[bestRow * sinks + bestColumn]) == 0) {
          degeneratePivots++;
        }
      }
    }
    return true;
  }

  /**
   * Finds the lowest reduced cost of a stretch of a row, and leaves its value in {@code candidate}.
   */
  private int cheapest(int row, int from, int to, double[] level) {
    int base = row * sinks;
    double min = Double.POSITIVE_INFINITY;
    int arg = from;
    for (int j = from; j < to; j++) {
      double c = cost[base + j] + level[sources + j];
      if (c < min) {
        min = c;
        arg = j;
      }
    }
    candidate = min - level[row];
    return arg;
  }

  /** The same without rounding, for reduced costs that are not positive. */
  private int cheapestExactly(int row, int from, int to, double[] level, FixedLevels exact) {
    int base = row * sinks;
    double above = level[row];
    double min = 0;
    int arg = from;
    for (int j = from; j < to; j++) {
      double c = cost[base + j];
      double below = level[sources + j];
      double reduced = c - above + below;
      if (reduced < min + rounding && reduced < min + exact.rounding(c, above, below)) {
        reduced = exact.reducedCost(c, row, sources + j);
        if (reduced < min) {
          min = reduced;
          arg = j;
        }
      }
    }
    candidate = min;
    return arg;
  }
}
