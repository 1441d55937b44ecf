package org.otium.numerics;

import org.otium.api.CostMatrix;

/**
 * The rows of a cost in double precision: in memory where eight bytes an entry fit the budget,
 * computed whenever they are read otherwise.
 */
final class DoubleCost {
  private static final int ROWS = 64;

  private final CostMatrix cost;
  private final double[] held;

  DoubleCost(CostMatrix cost, int threads, long memoryBudget) {
    this.cost = cost;
    long entries = (long) cost.rows() * cost.columns();
    boolean fits =
        entries <= memoryBudget / Double.BYTES && entries <= Integer.MAX_VALUE - 8 && entries > 0;
    held = new double[fits ? (int) entries : 0];
    if (fits) {
      int m = cost.columns();
      ParallelLoop.run(
          threads,
          0,
          cost.rows(),
          ROWS,
          (from, to) -> {
            double[] rows = new double[(to - from) * m];
            cost.fill(from, to, rows);
            System.arraycopy(rows, 0, held, from * m, rows.length);
          });
    }
  }

  boolean isHeld() {
    return held.length > 0;
  }

  /** All entries, row-major, if they are held. */
  double[] held() {
    return held;
  }

  void fill(int from, int to, double[] out) {
    if (isHeld()) {
      int m = cost.columns();
      System.arraycopy(held, from * m, out, 0, (to - from) * m);
    } else {
      cost.fill(from, to, out);
    }
  }
}
