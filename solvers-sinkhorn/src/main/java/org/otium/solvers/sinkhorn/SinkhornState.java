package org.otium.solvers.sinkhorn;

import java.util.Arrays;
import org.otium.numerics.SoftmaxPass;

/** The potentials of a problem under way, and what was measured of their plan last. */
final class SinkhornState {
  final SoftmaxPass pass;
  final double[] a;
  final double[] b;
  final double[] logB;
  final double[] f;
  final double[] g;
  final double[] rowSums;
  final double[] columnSums;

  private final boolean symmetric;

  /** A problem between two measures. */
  SinkhornState(SoftmaxPass pass, double[] a, double[] b, double[] f, double[] g) {
    this(pass, a, b, f, g, false);
  }

  /** The problem between a measure and itself, which has one potential. */
  SinkhornState(SoftmaxPass pass, double[] a, double[] f) {
    this(pass, a, a, f, f, true);
  }

  private SinkhornState(
      SoftmaxPass pass, double[] a, double[] b, double[] f, double[] g, boolean symmetric) {
    this.pass = pass;
    this.a = a;
    this.b = b;
    this.f = f;
    this.g = g;
    this.symmetric = symmetric;
    logB = new double[b.length];
    Arrays.setAll(logB, j -> Math.log(b[j]));
    rowSums = new double[a.length];
    columnSums = new double[b.length];
  }

  boolean isSymmetric() {
    return symmetric;
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

  /**
   * Gives every row its mass, so that the plan has the right total and the dual value is a bound
   * even where the iteration was stopped half-way.
   */
  void settleRows(double epsilon) {
    pass.logRowSums(epsilon, f, g, logB, rowSums);
    double step = isSymmetric() ? 0.5 * epsilon : epsilon;
    for (int i = 0; i < f.length; i++) {
      f[i] -= step * rowSums[i];
    }
  }

  /** a·f + b·g. */
  double dual() {
    return dot(a, f) + dot(b, g);
  }

  /** a·f + b·g − ε(Σπ − Σa) with the sums that were measured last, a lower bound of the optimum. */
  double dualBound(double epsilon) {
    return dual() - epsilon * (Arrays.stream(rowSums).sum() - Arrays.stream(a).sum());
  }

  /** Shifts the potentials so that a·f = b·g. */
  void centre() {
    if (isSymmetric()) {
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
    if (!isSymmetric() && Arrays.stream(b).anyMatch(w -> w == 0)) {
      extendToMasslessColumns(epsilon);
    }
  }

  private void extendToMasslessColumns(double epsilon) {
    double[] reach = new double[g.length];
    measureReach(epsilon, reach);
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

  /**
   * The most that any one row could give each column: max_i f_i − C_ij + ε log a_i. With g_j = −
   * that, one row alone fills column j.
   */
  void measureReach(double epsilon, double[] reach) {
    double[] weighted = f.clone();
    for (int i = 0; i < weighted.length; i++) {
      weighted[i] += epsilon * Math.log(a[i]);
    }
    pass.columnReach(a, weighted, reach);
  }

  private static double dot(double[] weights, double[] values) {
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * values[i];
    }
    return sum;
  }
}
