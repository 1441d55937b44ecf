package org.otium.solvers.exact;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How far a plan lies above the dual bound of its potentials, without the rounding of sums that
 * cancel: f is the c-transform of g in 128 bits, so the potentials are feasible as they stand, and
 * what each pair of the plan is away from being tight is rounded once.
 */
final class ExactGap {
  private final CostInMemory cost;
  private final FixedLevels levels;
  private final double[] rounded;

  private ExactGap(CostInMemory cost, FixedLevels levels) {
    this.cost = cost;
    this.levels = levels;
    int nodes = cost.rows() + cost.columns();
    rounded = new double[nodes];
    for (int u = cost.rows(); u < nodes; u++) {
      rounded[u] = levels.get(u);
    }
  }

  /**
   * The gap of what an algorithm found.
   *
   * @param basis pairs and potentials
   * @param cost the costs between the points that carry mass
   * @return Σ π_ij (C_ij − f_i − g_j), not negative; infinite if the potentials are out of all
   *     proportion to the costs
   */
  static double of(Basis basis, CostInMemory cost) {
    FixedLevels levels = levels(basis, cost);
    if (levels == null) {
      return Double.POSITIVE_INFINITY;
    }
    ExactGap gap = new ExactGap(cost, levels);
    for (int i = 0; i < cost.rows(); i++) {
      gap.transform(i);
    }
    double sum = 0;
    for (int e = 0; e < basis.count(); e++) {
      int i = basis.row()[e];
      int j = basis.column()[e];
      sum +=
          basis.mass()[e]
              * levels.reducedCost(cost.values()[i * cost.columns() + j], i, cost.rows() + j);
    }
    return sum;
  }

  private static @Nullable FixedLevels levels(Basis basis, CostInMemory cost) {
    if (basis.levels() != null) {
      return basis.levels();
    }
    int n = cost.rows();
    double[] g = basis.columnPotentials();
    FixedLevels levels = new FixedLevels(n + g.length, cost.largest());
    if (!Arrays.stream(g).allMatch(levels::fits)) {
      return null;
    }
    for (int j = 0; j < g.length; j++) {
      levels.set(n + j, -g[j]);
    }
    return levels;
  }

  /** Sets the level of a source to min_j C_ij + level_j. */
  private void transform(int i) {
    int n = cost.rows();
    int m = cost.columns();
    float[] c = cost.values();
    int base = i * m;
    double min = Double.POSITIVE_INFINITY;
    int arg = 0;
    for (int j = 0; j < m; j++) {
      double sum = c[base + j] + rounded[n + j];
      if (sum < min) {
        min = sum;
        arg = j;
      }
    }
    levels.setAbove(i, n + arg, c[base + arg]);
    double level = levels.get(i);
    for (int j = 0; j < m; j++) {
      double cij = c[base + j];
      double sink = rounded[n + j];
      if (cij - level + sink <= levels.rounding(cij, level, sink)
          && levels.reducedCost(cij, i, n + j) < 0) {
        level = levels.addLast(i);
      }
    }
  }
}
