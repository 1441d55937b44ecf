package org.otium.solvers.exact;

import java.util.Map;
import org.otium.api.InvalidInputException;
import org.otium.api.KantorovichPotentials;
import org.otium.api.TransportResult;
import org.otium.api.TransportResult.Convergence;
import org.otium.api.TransportResult.Meaning;
import org.otium.api.Weights;

/**
 * Optimal transport on the line in closed form: for the cost |x − y|^p with p ≥ 1 the coupling of
 * equal quantiles, π = (F⁻¹, G⁻¹)_# Lebesgue[0, 1], is optimal (Santambrogio, <em>Optimal Transport
 * for Applied Mathematicians</em>, theorem 2.9). O(n log n + m log m) time and O(n + m) memory.
 */
public final class QuantileCoupling {
  private QuantileCoupling() {}

  /**
   * Couples equal quantiles. The value is W_p^p, with costs in double precision; the potentials
   * make every used pair tight.
   *
   * @param x n points, finite, in any order
   * @param a n masses
   * @param y m points, finite, in any order
   * @param b m masses of the same total
   * @param exponent p ≥ 1
   * @return the optimal plan, its cost and potentials
   * @throws InvalidInputException if a point is not finite, the sizes or totals do not match, or p
   *     &lt; 1
   */
  public static TransportResult between(
      double[] x, Weights a, double[] y, Weights b, double exponent) {
    return between(x, a, y, b, exponent, 1, 1, Long.MAX_VALUE);
  }

  /** The same for the cost s |x − y|^p, and a plan that keeps to threads and memory. */
  static TransportResult between(
      double[] x,
      Weights a,
      double[] y,
      Weights b,
      double exponent,
      double scale,
      int threads,
      long memoryBudget) {
    if (!(exponent >= 1) || Double.isInfinite(exponent)) {
      throw new InvalidInputException(
          "a cost |x − y|^" + exponent, "Equal quantiles are optimal for exponents from 1 on.");
    }
    if (x.length != a.size() || y.length != b.size()) {
      throw new InvalidInputException(
          x.length
              + " and "
              + y.length
              + " points with "
              + a.size()
              + " and "
              + b.size()
              + " masses",
          "Give one mass a point.");
    }
    BalancedMasses masses = BalancedMasses.of(a, b);
    int n = x.length;
    int m = y.length;
    int[] xs = rising(x);
    int[] ys = rising(y);
    long[] need = masses.a();
    long[] stock = masses.b();

    int[] row = new int[n + m - 1];
    int[] column = new int[n + m - 1];
    double[] mass = new double[n + m - 1];
    double[] f = new double[n];
    double[] g = new double[m];
    int count = 0;
    double value = 0;
    int i = 0;
    int j = 0;
    long open = need[xs[0]];
    long left = stock[ys[0]];
    f[xs[0]] = scale * cost(x[xs[0]], y[ys[0]], exponent);
    while (true) {
      long moved = Math.min(open, left);
      open -= moved;
      left -= moved;
      if (moved > 0) {
        row[count] = xs[i];
        column[count] = ys[j];
        mass[count] = moved * masses.unit();
        value += mass[count++] * scale * cost(x[xs[i]], y[ys[j]], exponent);
      }
      // A pair where both run out is followed by one without mass, which ties the potentials.
      if (open == 0 && i + 1 < n) {
        open = need[xs[++i]];
        f[xs[i]] = scale * cost(x[xs[i]], y[ys[j]], exponent) - g[ys[j]];
      } else if (j + 1 < m) {
        left = stock[ys[++j]];
        g[ys[j]] = scale * cost(x[xs[i]], y[ys[j]], exponent) - f[xs[i]];
      } else {
        break;
      }
    }
    SparsePlan plan = SparsePlan.of(n, m, count, row, column, mass, threads, memoryBudget);
    shift(f, a, g, b);
    double dual = DualPotentials.dot(a, f) + DualPotentials.dot(b, g);
    double error = 0;
    double[] sums = plan.rowSums();
    for (int k = 0; k < n; k++) {
      error += Math.abs(sums[k] - a.get(k));
    }
    sums = plan.columnSums();
    for (int k = 0; k < m; k++) {
      error += Math.abs(sums[k] - b.get(k));
    }
    return new TransportResult(
        value,
        Meaning.EXACT_COST,
        value,
        new KantorovichPotentials(f, g),
        plan,
        0,
        new Convergence(true, "optimal: equal quantiles", 1, error),
        Map.of("duality-gap", value - dual, "plan-entries", (double) count));
  }

  private static double cost(double x, double y, double exponent) {
    double distance = Math.abs(x - y);
    if (exponent == 2) {
      return distance * distance;
    }
    return exponent == 1 ? distance : Math.pow(distance, exponent);
  }

  private static void shift(double[] f, Weights a, double[] g, Weights b) {
    double shift = (DualPotentials.dot(b, g) - DualPotentials.dot(a, f)) / (a.total() + b.total());
    for (int i = 0; i < f.length; i++) {
      f[i] += shift;
    }
    for (int j = 0; j < g.length; j++) {
      g[j] -= shift;
    }
  }

  private static int[] rising(double[] values) {
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new InvalidInputException(
            "point " + i + " is " + values[i], "Points must be finite.");
      }
    }
    return RisingOrder.of(values);
  }
}
