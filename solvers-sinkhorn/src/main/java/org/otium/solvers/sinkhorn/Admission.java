package org.otium.solvers.sinkhorn;

import org.otium.api.Epsilon;
import org.otium.api.InvalidInputException;
import org.otium.api.KantorovichPotentials;
import org.otium.api.TransportProblem;
import org.otium.numerics.CostSummary;
import org.otium.numerics.SoftmaxPass;

/** What a problem must be like for its solution to be right to the digits that are promised. */
final class Admission {
  /** Totals of the two measures that differ by more than this share are refused. */
  private static final double TOTAL_TOLERANCE = 1e-6;

  /** Potentials further apart than so many ε lose the digits that the plan is made of. */
  private static final double LARGEST_SHIFT = 1e8;

  /** Floats, in which plans are kept, reach from 1e-38 to 1e38. */
  private static final double LARGEST_TOTAL = 1e30;

  /** In units of the largest cost: beyond it, the rounding of doubles times ε shows. */
  private static final double LARGEST_EPSILON = 1e7;

  /** In cost units: beyond it, no scale of features explains an ε. */
  private static final double LARGEST_ABSOLUTE = 1e20;

  private static final int SAMPLED_ROWS = 32;

  /** Relative to the largest cost: far from the origin, squared distances round by this. */
  private static final double ASYMMETRY = 1e-3;

  private Admission() {}

  static void requireMass(TransportProblem problem) {
    if (!(problem.a().total() > 0 && problem.b().total() > 0)) {
      throw new InvalidInputException(
          "a measure without mass", "At least one weight of each measure must be positive.");
    }
    requireRepresentable(problem.a().total());
    requireRepresentable(problem.b().total());
  }

  private static void requireRepresentable(double total) {
    if (!(total >= 1 / LARGEST_TOTAL && total <= LARGEST_TOTAL)) {
      throw new InvalidInputException(
          "masses of " + total + " in all",
          "Totals must lie between 1e-30 and 1e30: divide the weights by their sum.");
    }
  }

  static double[] matchingTotal(TransportProblem problem) {
    double totalA = problem.a().total();
    double totalB = problem.b().total();
    if (Math.abs(totalA - totalB) > TOTAL_TOLERANCE * totalA) {
      throw new InvalidInputException(
          "masses of " + totalA + " and " + totalB + " in all",
          "Both measures must have the same total: divide the weights by their sums, or set"
              + " marginal-penalty for unbalanced transport.");
    }
    double[] b = problem.b().toArray();
    for (int j = 0; j < b.length; j++) {
      b[j] *= totalA / totalB;
    }
    return b;
  }

  /** Different totals drive the potentials apart by ρ log of their ratio, to be resolved to ε. */
  static void requireResolution(
      TransportProblem problem, SinkhornSettings settings, double epsilon) {
    if (settings.marginalPenalty().isEmpty()) {
      return;
    }
    double apart = Math.abs(Math.log(problem.a().total() / problem.b().total()));
    if (apart > SinkhornState.SAME_TOTAL
        && settings.marginalPenalty().get() * apart > LARGEST_SHIFT * epsilon) {
      throw new InvalidInputException(
          "masses of "
              + problem.a().total()
              + " and "
              + problem.b().total()
              + " in all with a marginal penalty of "
              + settings.marginalPenalty().get(),
          "Lower the penalty below 1e8 epsilon, or give both measures the same total.");
    }
  }

  static double absoluteEpsilon(Epsilon setting, CostSummary summary) {
    double size = Math.max(Math.abs(summary.min()), Math.abs(summary.max()));
    // where every cost is zero, any ε gives the same plan
    double epsilon =
        size == 0 ? setting.inCostUnits(1, 1) : setting.inCostUnits(summary.max(), summary.mean());
    if (!(epsilon > 0)) {
      throw new InvalidInputException(
          "epsilon " + setting + " is " + epsilon + " for costs that are not positive",
          "Give epsilon as a number in cost units.");
    }
    if (!(size / epsilon < 1e9) || epsilon < 1e-35) {
      throw new InvalidInputException(
          "epsilon " + epsilon + " is too small for costs up to " + size,
          "Use at least 1e-9 * max cost, or an exact solver.");
    }
    boolean isRelative =
        setting.unit() == Epsilon.Unit.MAX_COST || setting.unit() == Epsilon.Unit.MEAN_COST;
    // absolute ε may come from another problem with larger costs: a class of one point, say
    if (epsilon > LARGEST_EPSILON * (size == 0 && isRelative ? 1 : size)
        && (isRelative || epsilon > LARGEST_ABSOLUTE)) {
      throw new InvalidInputException(
          "epsilon " + epsilon + " is too large for costs up to " + size,
          "Use at most 1e7 * max cost: from 1e3 * max cost on, the plan is the independent one.");
    }
    return epsilon;
  }

  static void copyStart(KantorovichPotentials start, double[] f, double[] g) {
    for (int i = 0; i < f.length; i++) {
      f[i] = start.f()[i];
      requireFinite(f[i], "f", i);
    }
    for (int j = 0; j < g.length; j++) {
      requireFinite(start.g()[j], "g", j);
      g[j] = start.g()[j];
    }
  }

  private static void requireFinite(double potential, String name, int index) {
    if (!Double.isFinite(potential)) {
      throw new InvalidInputException(
          "starting potential " + name + "[" + index + "] is " + potential,
          "Start from the potentials of a solved problem, or from nothing.");
    }
  }

  /**
   * Refuses a square cost that is plainly not symmetric. All pairs of some rows, spread over the
   * matrix, are looked at: a cost that differs elsewhere alone is not found.
   */
  static void requireSymmetric(SoftmaxPass pass, int n, CostSummary summary) {
    int rows = Math.min(n, SAMPLED_ROWS);
    int[] chosen = new int[rows];
    double[][] costs = new double[rows][rows];
    double[] row = new double[n];
    for (int k = 0; k < rows; k++) {
      chosen[k] = (int) ((long) k * n / rows);
    }
    for (int k = 0; k < rows; k++) {
      pass.fill(chosen[k], chosen[k] + 1, row);
      for (int l = 0; l < rows; l++) {
        costs[k][l] = row[chosen[l]];
      }
    }
    double slack = ASYMMETRY * Math.max(Math.abs(summary.min()), Math.abs(summary.max()));
    for (int k = 0; k < rows; k++) {
      for (int l = 0; l < k; l++) {
        double there = costs[k][l];
        double back = costs[l][k];
        if (Math.abs(there - back) > slack) {
          throw new InvalidInputException(
              "a symmetric problem with costs "
                  + there
                  + " from point "
                  + chosen[k]
                  + " to point "
                  + chosen[l]
                  + " and "
                  + back
                  + " back",
              "Use solve for a cost that is not symmetric.");
        }
      }
    }
  }
}
