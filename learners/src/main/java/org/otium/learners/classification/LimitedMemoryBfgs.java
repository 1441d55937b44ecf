package org.otium.learners.classification;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * L-BFGS with backtracking (Nocedal, Wright, Numerical Optimization, algorithms 7.4 and 3.1) for
 * smooth convex functions.
 */
final class LimitedMemoryBfgs {
  private static final int MEMORY = 10;
  private static final double SUFFICIENT_DECREASE = 1e-4;
  private static final int MOST_HALVINGS = 25;

  private LimitedMemoryBfgs() {}

  /** A function with its gradient. */
  @FunctionalInterface
  interface Objective {
    /**
     * Evaluates the function.
     *
     * @param point where
     * @param gradient receives the gradient
     * @return the value
     */
    double valueAndGradient(double[] point, double[] gradient);
  }

  /**
   * Where a minimisation ended.
   *
   * @param point the best point found
   * @param value the function there
   * @param iterations how many steps were made
   * @param gradientNorm the norm of the gradient there, relative to that at the start
   * @param converged whether that reached the tolerance
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
  record Result(
      double[] point, double value, int iterations, double gradientNorm, boolean converged) {}

  private record Pair(double[] step, double[] change, double curvature) {}

  static Result minimise(Objective objective, double[] start, int maxIterations, double tolerance) {
    int n = start.length;
    double[] point = start.clone();
    double[] gradient = new double[n];
    double value = objective.valueAndGradient(point, gradient);
    double first = norm(gradient);
    if (first == 0) {
      return new Result(point, value, 0, 0, true);
    }
    Deque<Pair> memory = new ArrayDeque<>();
    double[] direction = new double[n];
    double[] trial = new double[n];
    double[] trialGradient = new double[n];
    int iteration = 0;
    while (norm(gradient) > tolerance * first && iteration < maxIterations) {
      direction(gradient, memory, direction);
      double slope = dot(gradient, direction);
      double size = memory.isEmpty() ? Math.min(1, 1 / norm(gradient)) : 1;
      double reached = Double.NaN;
      for (int halving = 0; halving <= MOST_HALVINGS; halving++) {
        for (int p = 0; p < n; p++) {
          trial[p] = point[p] + size * direction[p];
        }
        reached = objective.valueAndGradient(trial, trialGradient);
        if (reached <= value + SUFFICIENT_DECREASE * size * slope) {
          break;
        }
        reached = Double.NaN;
        size /= 2;
      }
      if (Double.isNaN(reached)) {
        break; // the function is flat but for rounding
      }
      iteration++;
      remember(memory, point, gradient, trial, trialGradient);
      System.arraycopy(trial, 0, point, 0, n);
      System.arraycopy(trialGradient, 0, gradient, 0, n);
      value = reached;
    }
    double relative = norm(gradient) / first;
    return new Result(point, value, iteration, relative, relative <= tolerance);
  }

  private static void remember(
      Deque<Pair> memory,
      double[] point,
      double[] gradient,
      double[] trial,
      double[] trialGradient) {
    int n = point.length;
    // The oldest pair makes room first, so that its arrays can be used again.
    Pair oldest = memory.size() == MEMORY ? memory.removeFirst() : null;
    double[] step = oldest == null ? new double[n] : oldest.step();
    double[] change = oldest == null ? new double[n] : oldest.change();
    for (int p = 0; p < n; p++) {
      step[p] = trial[p] - point[p];
      change[p] = trialGradient[p] - gradient[p];
    }
    double curvature = dot(step, change);
    if (curvature > 1e-12 * norm(step) * norm(change)) {
      memory.addLast(new Pair(step, change, curvature));
    }
  }

  /** −H·g by the two-loop recursion. */
  private static void direction(double[] gradient, Deque<Pair> memory, double[] out) {
    int n = gradient.length;
    for (int p = 0; p < n; p++) {
      out[p] = -gradient[p];
    }
    double[] alpha = new double[memory.size()];
    int at = memory.size();
    for (Iterator<Pair> newest = memory.descendingIterator(); newest.hasNext(); ) {
      Pair pair = newest.next();
      alpha[--at] = dot(pair.step(), out) / pair.curvature();
      add(out, -alpha[at], pair.change());
    }
    if (!memory.isEmpty()) {
      Pair last = memory.getLast();
      double scale = last.curvature() / dot(last.change(), last.change());
      for (int p = 0; p < n; p++) {
        out[p] *= scale;
      }
    }
    for (Pair pair : memory) {
      double beta = dot(pair.change(), out) / pair.curvature();
      add(out, alpha[at++] - beta, pair.step());
    }
  }

  private static void add(double[] to, double factor, double[] what) {
    for (int p = 0; p < to.length; p++) {
      to[p] += factor * what[p];
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int p = 0; p < a.length; p++) {
      sum += a[p] * b[p];
    }
    return sum;
  }

  private static double norm(double[] a) {
    return Math.sqrt(dot(a, a));
  }
}
