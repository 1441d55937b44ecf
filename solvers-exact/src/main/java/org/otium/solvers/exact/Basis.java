package org.otium.solvers.exact;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What an algorithm found between the points that carry mass.
 *
 * @param count number of pairs that exchange mass; the next three arrays may be longer
 * @param row their sources
 * @param column their targets
 * @param mass what each pair exchanges
 * @param columnPotentials g at the targets
 * @param levels −g at the targets without rounding, at the nodes behind those of the sources; null
 *     if the potentials are all there is
 * @param finished whether the algorithm ran to its end
 * @param description algorithm and effort, in words
 * @param steps pivots or shortest paths
 * @param details further numbers
 */
@SuppressWarnings("ArrayRecordComponent") // made, read and dropped within one solve
record Basis(
    int count,
    int[] row,
    int[] column,
    double[] mass,
    double[] columnPotentials,
    @Nullable FixedLevels levels,
    boolean finished,
    String description,
    long steps,
    Map<String, Double> details) {
  /** How many pricing tolerances a pair of an optimal tree may be off by rounding. */
  private static final double TIGHT = 10;

  /**
   * Ends an assignment.
   *
   * @param assignment after its first phase
   * @param left how many rows that left over
   * @param mass what each pair exchanges
   */
  static Basis byAssignment(LinearAssignment assignment, int left, double mass) {
    assignment.augment();
    int[] column = assignment.columnOfRow();
    int n = column.length;
    double[] masses = new double[n];
    Arrays.fill(masses, mass);
    return new Basis(
        n,
        IntStream.range(0, n).toArray(),
        column,
        masses,
        assignment.columnPrices(),
        null,
        true,
        "assignment, " + left + " shortest paths",
        left,
        Map.of("augmentations", (double) left));
  }

  /**
   * Runs the network simplex.
   *
   * @param cost n×m
   * @param a n positive masses in units
   * @param b m positive masses in units, of the same sum
   * @param unit the mass of a unit
   * @param start potentials of the targets to start from; null for the columns' lowest costs
   * @param tolerance reduced costs above −tolerance are left to the exact phase
   * @param maxPivots when to stop short of the optimum
   */
  static Basis bySimplex(
      CostInMemory cost,
      long[] a,
      long[] b,
      double unit,
      double @Nullable [] start,
      double tolerance,
      long maxPivots) {
    int n = a.length;
    int m = b.length;
    GreedyStart greedy = new GreedyStart(cost, a, b);
    SpanningTree tree =
        start == null ? greedy.tree(columnMinima(cost)) : greedy.treeNear(start, TIGHT * tolerance);
    NetworkSimplex simplex = new NetworkSimplex(tree, cost, tolerance, maxPivots);
    FixedLevels levels = new FixedLevels(n + m, cost.largest());
    boolean finished = simplex.solve(levels);
    int[] row = new int[n + m - 1];
    int[] column = new int[n + m - 1];
    double[] mass = new double[n + m - 1];
    int count = 0;
    for (int u = 0; u < n + m - 1; u++) {
      if (tree.flow(u) > 0) {
        int above = tree.parent(u);
        row[count] = u < n ? u : above;
        column[count] = (u < n ? above : u) - n;
        mass[count++] = tree.flow(u) * unit;
      }
    }
    double[] potentials = new double[m];
    for (int j = 0; j < m; j++) {
      potentials[j] = -tree.levels()[n + j];
    }
    return new Basis(
        count,
        row,
        column,
        mass,
        potentials,
        levels,
        finished,
        "network simplex, " + (finished ? "" : "stopped after ") + simplex.pivots() + " pivots",
        simplex.pivots(),
        Map.of(
            "pivots",
            (double) simplex.pivots(),
            "degenerate-pivots",
            (double) simplex.degeneratePivots()));
  }

  private static double[] columnMinima(CostInMemory cost) {
    int m = cost.columns();
    float[] c = cost.values();
    double[] min = new double[m];
    Arrays.fill(min, Double.POSITIVE_INFINITY);
    for (int i = 0; i < cost.rows(); i++) {
      for (int j = 0; j < m; j++) {
        min[j] = Math.min(min[j], c[i * m + j]);
      }
    }
    return min;
  }
}
