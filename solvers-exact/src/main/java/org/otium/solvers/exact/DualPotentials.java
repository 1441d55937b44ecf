package org.otium.solvers.exact;

import java.util.Arrays;
import org.otium.api.KantorovichPotentials;
import org.otium.api.Weights;
import org.otium.numerics.ParallelLoop;

/** Dual variables of the whole problem from those of the targets that carry mass. */
final class DualPotentials {
  private static final int ROWS_PER_CHUNK = 64;

  private final CostInMemory cost;
  private final int threads;
  private final double[] f;
  private final double[] g;

  /**
   * Completes the potentials by c-transforms: f_i = min_j C_ij − g_j over the targets that carry
   * mass, then g_j = min_i C_ij − f_i for the other targets. The result is feasible for the dual
   * problem, f_i + g_j ≤ C_ij, up to rounding, whatever g is.
   *
   * @param cost n×m
   * @param columns the targets that carry mass
   * @param columnPotentials their potentials
   * @param threads how many threads may work
   */
  DualPotentials(CostInMemory cost, int[] columns, double[] columnPotentials, int threads) {
    this.cost = cost;
    this.threads = threads;
    f = new double[cost.rows()];
    g = new double[cost.columns()];
    Arrays.fill(g, Double.NEGATIVE_INFINITY);
    for (int k = 0; k < columns.length; k++) {
      g[columns[k]] = columnPotentials[k];
    }
    int m = cost.columns();
    float[] c = cost.values();
    ParallelLoop.run(
        threads,
        0,
        cost.rows(),
        ROWS_PER_CHUNK,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            f[i] = lowest(c, i * m, g, 0);
          }
        });
    if (columns.length < m) {
      for (int j = 0; j < m; j++) {
        if (g[j] == Double.NEGATIVE_INFINITY) {
          double min = Double.POSITIVE_INFINITY;
          for (int i = 0; i < f.length; i++) {
            min = Math.min(min, c[i * m + j] - f[i]);
          }
          g[j] = min;
        }
      }
    }
  }

  private static double lowest(float[] c, int base, double[] g, double offset) {
    double min = Double.POSITIVE_INFINITY;
    for (int j = 0; j < g.length; j++) {
      min = Math.min(min, c[base + j] - g[j]);
    }
    return min - offset;
  }

  /**
   * Adds to f what it takes from g, so that ⟨a, f⟩ = ⟨b, g⟩.
   *
   * @param a n masses
   * @param b m masses
   */
  void balance(Weights a, Weights b) {
    double gap = dot(b, g) - dot(a, f);
    double shift = gap / (a.total() + b.total());
    for (int i = 0; i < f.length; i++) {
      f[i] += shift;
    }
    for (int j = 0; j < g.length; j++) {
      g[j] -= shift;
    }
  }

  /**
   * The lowest C_ij − f_i − g_j over all pairs; not below zero for feasible potentials.
   *
   * @return a cost
   */
  double worstReducedCost() {
    int n = f.length;
    int m = g.length;
    double[] worst = new double[n];
    ParallelLoop.run(
        threads,
        0,
        n,
        ROWS_PER_CHUNK,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            worst[i] = lowest(cost.values(), i * m, g, f[i]);
          }
        });
    double min = Double.POSITIVE_INFINITY;
    for (double w : worst) {
      min = Math.min(min, w);
    }
    return min;
  }

  /**
   * How large a sum of two potentials can be.
   *
   * @return max |f_i| + max |g_j|
   */
  double largest() {
    return largest(f) + largest(g);
  }

  private static double largest(double[] potential) {
    double largest = 0;
    for (double value : potential) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  /**
   * The potentials.
   *
   * @return f and g
   */
  KantorovichPotentials toPotentials() {
    return new KantorovichPotentials(f, g);
  }

  /**
   * Σ_i w_i p_i.
   *
   * @param weights masses
   * @param potential as many values
   * @return the sum
   */
  static double dot(Weights weights, double[] potential) {
    double sum = 0;
    for (int i = 0; i < potential.length; i++) {
      sum += weights.get(i) * potential[i];
    }
    return sum;
  }
}
