package org.otium.solvers.sinkhorn;

import java.util.Arrays;
import org.otium.numerics.SoftmaxPass;

/**
 * The potentials of a problem under way, and what was measured of their plan last.
 *
 * <p>With penalties ρ KL(π1 | a) + ρ KL(πᵀ1 | b) in the place of constraints, the rows of the
 * solution sum to a_i exp(−f_i/ρ) and its columns to b_j exp(−g_j/ρ) (Séjourné et al. 2019,
 * "Sinkhorn divergences for unbalanced optimal transport", §3); these are the masses that the
 * potentials ask for. 1/ρ is zero for constraints.
 */
final class SinkhornState {
  /** Relative difference of totals that is rounding. */
  static final double SAME_TOTAL = 1e-12;

  final SoftmaxPass pass;
  final double[] a;
  final double[] b;
  final double[] logB;
  final double[] f;
  final double[] g;
  final double[] rowSums;
  final double[] columnSums;

  /** 1/ρ. */
  final double inversePenalty;

  private final boolean symmetric;

  /** A balanced problem between two measures. */
  SinkhornState(SoftmaxPass pass, double[] a, double[] b, double[] f, double[] g) {
    this(pass, 0, a, b, f, g);
  }

  /** A problem between two measures. */
  SinkhornState(
      SoftmaxPass pass, double inversePenalty, double[] a, double[] b, double[] f, double[] g) {
    this(pass, inversePenalty, a, b, f, g, false);
  }

  /** The problem between a measure and itself, which has one potential. */
  SinkhornState(SoftmaxPass pass, double inversePenalty, double[] a, double[] f) {
    this(pass, inversePenalty, a, a, f, f, true);
  }

  private SinkhornState(
      SoftmaxPass pass,
      double inversePenalty,
      double[] a,
      double[] b,
      double[] f,
      double[] g,
      boolean symmetric) {
    this.pass = pass;
    this.inversePenalty = inversePenalty;
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

  /** The same problem with a potential for either side. */
  SinkhornState apart() {
    return new SinkhornState(pass, inversePenalty, a, b, f, g.clone());
  }

  boolean isSymmetric() {
    return symmetric;
  }

  boolean isBalanced() {
    return inversePenalty == 0;
  }

  /** ρ/(ρ + ε): how much of a balanced update an update is. */
  double damping(double epsilon) {
    return 1 / (1 + inversePenalty * epsilon);
  }

  /** The share of a point's mass that its potential asks for. */
  double share(double potential) {
    return isBalanced() ? 1 : Math.exp(-inversePenalty * potential);
  }

  /** Sums rows and columns of the current plan; returns ⟨C, π⟩. */
  double measure(double epsilon) {
    return pass.marginals(epsilon, a, f, g, logB, rowSums, columnSums);
  }

  /** The L1 distance of both marginals, as measured last, to the masses that are asked for. */
  double measuredError() {
    double error = 0;
    for (int i = 0; i < a.length; i++) {
      error += Math.abs(rowSums[i] - a[i] * share(f[i]));
    }
    for (int j = 0; j < b.length; j++) {
      error += Math.abs(columnSums[j] - b[j] * share(g[j]));
    }
    return error;
  }

  /**
   * Gives every row its mass, so that the plan has the right total and the dual value is a bound
   * even where the iteration was stopped half-way.
   */
  void settleRows(double epsilon) {
    pass.logRowSums(epsilon, f, g, logB, rowSums);
    double step = damping(epsilon) * (isSymmetric() ? 0.5 * epsilon : epsilon);
    for (int i = 0; i < f.length; i++) {
      f[i] -= step * (rowSums[i] + inversePenalty * f[i]);
    }
  }

  /**
   * The dual value that plans are compared by while rows sum to what is asked for: a·f + b·g, or −ρ
   * Σ a (exp(−f/ρ) − 1) − ρ Σ b (exp(−g/ρ) − 1) − ε Σπ.
   */
  double dual(double epsilon) {
    double value = gain(a, f) + gain(b, g);
    return isBalanced() ? value : value - epsilon * Arrays.stream(columnSums).sum();
  }

  /**
   * The dual value with the sums that were measured last, a lower bound of the optimum: less ε(Σπ −
   * Σa), or ε(Σπ − Σa Σb) where nothing binds Σπ.
   */
  double dualBound(double epsilon) {
    double totalA = Arrays.stream(a).sum();
    double free = isBalanced() ? totalA : totalA * Arrays.stream(b).sum();
    return gain(a, f) + gain(b, g) - epsilon * (Arrays.stream(rowSums).sum() - free);
  }

  /** What a marginal adds to the dual value: the concave conjugate of its penalty. */
  private double gain(double[] weights, double[] potentials) {
    if (isBalanced()) {
      return dot(weights, potentials);
    }
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      if (weights[i] > 0) {
        sum -= weights[i] * Math.expm1(-inversePenalty * potentials[i]);
      }
    }
    return sum / inversePenalty;
  }

  /**
   * Moves what f and g share from the one to the other, which leaves the plan as it is: so that a·f
   * = b·g, or so that both sides are asked for the same total, which is where the dual value is
   * largest (Séjourné, Vialard and Peyré 2022, "Faster unbalanced optimal transport: translation
   * invariant Sinkhorn", §3).
   */
  void centre() {
    if (isSymmetric()) {
      return;
    }
    double shift =
        isBalanced()
            ? (dot(b, g) - dot(a, f)) / (2 * Arrays.stream(a).sum())
            : (logRatioOfTotals() + logAsked(a, f) - logAsked(b, g)) / (2 * inversePenalty);
    for (int i = 0; i < f.length; i++) {
      f[i] += shift;
    }
    for (int j = 0; j < g.length; j++) {
      g[j] -= shift;
    }
  }

  /** Totals that differ by rounding are the same: ρ would make much of the difference. */
  private double logRatioOfTotals() {
    double ratio = Arrays.stream(a).sum() / Arrays.stream(b).sum();
    return Math.abs(ratio - 1) <= SAME_TOTAL ? 0 : Math.log(ratio);
  }

  /** log Σ w exp(−potential/ρ)/Σ w, exact for large ρ and safe for small. */
  private double logAsked(double[] weights, double[] potentials) {
    double least = Double.POSITIVE_INFINITY;
    double total = 0;
    for (int i = 0; i < weights.length; i++) {
      if (weights[i] > 0) {
        least = Math.min(least, potentials[i]);
        total += weights[i];
      }
    }
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      if (weights[i] > 0) {
        sum += weights[i] * Math.expm1(-inversePenalty * (potentials[i] - least));
      }
    }
    return Math.log1p(sum / total) - inversePenalty * least;
  }

  /** Gives points without mass the potential that the others' potentials imply for them. */
  void extendToMasslessPoints(double epsilon) {
    if (Arrays.stream(a).anyMatch(w -> w == 0)) {
      double[] logSums = new double[f.length];
      pass.logRowSums(epsilon, f, g, logB, logSums);
      for (int i = 0; i < f.length; i++) {
        if (a[i] == 0) {
          f[i] = damping(epsilon) * (f[i] - epsilon * logSums[i]);
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
        g[j] = damping(epsilon) * (g[j] - epsilon * Math.log(sums[j]));
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
