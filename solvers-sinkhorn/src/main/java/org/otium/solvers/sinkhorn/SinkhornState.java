package org.otium.solvers.sinkhorn;

import java.util.Arrays;
import org.otium.api.CostMatrix;
import org.otium.numerics.SoftmaxPass;

/** Potentials on their way to convergence, and the updates that move them. */
final class SinkhornState {
  /** Columns that got less of their mass than this have no usable sum. */
  private static final double STARVED = 1e-8;

  private final SoftmaxPass pass;
  private final double[] a;
  private final double[] b;
  private final double[] logB;
  private final double[] rowSums;
  private final double[] columnSums;
  private final double[] reach;
  private final boolean symmetric;
  private final double[] f;
  private final double[] g;
  private int iterations;

  SinkhornState(
      CostMatrix cost,
      double[] a,
      double[] b,
      double[] f,
      double[] g,
      boolean symmetric,
      SoftmaxPass pass) {
    this.pass = pass;
    this.a = a;
    this.b = b;
    this.f = f;
    this.g = symmetric ? f : g;
    this.symmetric = symmetric;
    logB = new double[b.length];
    Arrays.setAll(logB, j -> Math.log(b[j]));
    rowSums = new double[cost.rows()];
    columnSums = new double[cost.columns()];
    reach = new double[symmetric ? 0 : cost.columns()];
  }

  double[] f() {
    return f;
  }

  double[] g() {
    return g;
  }

  double[] rowSums() {
    return rowSums;
  }

  double[] columnSums() {
    return columnSums;
  }

  int iterations() {
    return iterations;
  }

  /**
   * Updates both potentials once.
   *
   * @return the marginal error on the way: after the rows were scaled and before the columns were;
   *     for a symmetric problem, before the update
   */
  double iterate(double epsilon, double relaxation) {
    iterations++;
    return symmetric ? iterateSymmetric(epsilon) : iterateBoth(epsilon, relaxation);
  }

  private double iterateBoth(double epsilon, double relaxation) {
    pass.scaleRows(epsilon, a, f, g, logB, relaxation, rowSums, columnSums);
    double error = 0;
    for (int i = 0; i < a.length; i++) {
      error += a[i] * Math.abs(rowSums[i] - 1);
    }
    boolean starved = false;
    for (int j = 0; j < b.length; j++) {
      error += Math.abs(columnSums[j] - b[j]);
      if (b[j] > 0) {
        double log = Math.log(columnSums[j] / b[j]);
        if (columnSums[j] > STARVED * b[j]) {
          g[j] -= SoftmaxPass.safeRelaxation(log, relaxation) * epsilon * log;
        } else {
          starved = true;
        }
      }
    }
    if (starved) {
      feedStarvedColumns();
    }
    return error;
  }

  /** Gives columns that no row can see the potential at which their nearest row does. */
  private void feedStarvedColumns() {
    pass.columnReach(a, f, reach);
    for (int j = 0; j < b.length; j++) {
      if (b[j] > 0 && !(columnSums[j] > STARVED * b[j])) {
        g[j] = -reach[j];
      }
    }
  }

  /** f ← ½(f + T f): the mean of two updates that would overshoot to opposite sides. */
  private double iterateSymmetric(double epsilon) {
    pass.logRowSums(epsilon, f, f, logB, rowSums);
    double error = 0;
    for (int i = 0; i < a.length; i++) {
      error += 2 * a[i] * Math.abs(Math.expm1(rowSums[i]));
      f[i] -= 0.5 * epsilon * rowSums[i];
    }
    return error;
  }

  /**
   * Gives every row its mass, so that the plan has the right total and the dual value is a bound
   * even where the iteration was stopped half-way.
   */
  void settleRows(double epsilon) {
    pass.logRowSums(epsilon, f, g, logB, rowSums);
    for (int i = 0; i < f.length; i++) {
      f[i] -= (symmetric ? 0.5 : 1) * epsilon * rowSums[i];
    }
  }

  /** Sums rows and columns of the current plan; returns ⟨C, π⟩. */
  double measure(double epsilon) {
    return pass.marginals(epsilon, a, f, g, logB, rowSums, columnSums);
  }

  /** Σ|π1 − a| + Σ|πᵀ1 − b| as measured last. */
  double measuredError() {
    double error = 0;
    for (int i = 0; i < a.length; i++) {
      error += Math.abs(rowSums[i] - a[i]);
    }
    for (int j = 0; j < b.length; j++) {
      error += Math.abs(columnSums[j] - b[j]);
    }
    return error;
  }

  /** Shifts the potentials so that a·f = b·g. */
  void centre() {
    if (symmetric) {
      return;
    }
    double shift = (dot(b, g) - dot(a, f)) / (2 * Arrays.stream(a).sum());
    for (int i = 0; i < f.length; i++) {
      f[i] += shift;
    }
    for (int j = 0; j < g.length; j++) {
      g[j] -= shift;
    }
  }

  /** a·f + b·g − ε(Σπ − Σa) with the sums that were measured last, a lower bound of the optimum. */
  double dualValue(double epsilon) {
    return dot(a, f)
        + dot(b, g)
        - epsilon * (Arrays.stream(rowSums).sum() - Arrays.stream(a).sum());
  }

  /** Gives points without mass the potential that the others' potentials imply for them. */
  void extendToMasslessPoints(double epsilon) {
    if (Arrays.stream(a).anyMatch(w -> w == 0)) {
      double[] logSums = new double[f.length];
      pass.logRowSums(epsilon, f, g, logB, logSums);
      for (int i = 0; i < f.length; i++) {
        if (a[i] == 0) {
          f[i] -= epsilon * logSums[i];
        }
      }
    }
    if (!symmetric && Arrays.stream(b).anyMatch(w -> w == 0)) {
      pass.columnReach(a, f, reach);
      double[] onlyMassless = new double[b.length];
      for (int j = 0; j < b.length; j++) {
        onlyMassless[j] = b[j] == 0 ? 0 : Double.NEGATIVE_INFINITY;
        if (b[j] == 0) {
          g[j] = -reach[j];
        }
      }
      double[] sums = new double[b.length];
      pass.marginals(epsilon, a, f, g, onlyMassless, new double[f.length], sums);
      for (int j = 0; j < b.length; j++) {
        if (b[j] == 0) {
          g[j] -= epsilon * Math.log(sums[j]);
        }
      }
    }
  }

  private static double dot(double[] weights, double[] values) {
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * values[i];
    }
    return sum;
  }
}
