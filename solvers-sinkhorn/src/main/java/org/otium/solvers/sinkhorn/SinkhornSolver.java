package org.otium.solvers.sinkhorn;

import java.util.Locale;
import java.util.Map;
import org.otium.api.Compute;
import org.otium.api.CostMatrix;
import org.otium.api.Epsilon;
import org.otium.api.InvalidInputException;
import org.otium.api.KantorovichPotentials;
import org.otium.api.OtSolver;
import org.otium.api.OtiumException;
import org.otium.api.TransportProblem;
import org.otium.api.TransportResult;
import org.otium.api.TransportResult.Convergence;
import org.otium.api.TransportResult.Meaning;
import org.otium.numerics.CostSummary;
import org.otium.numerics.SoftmaxPass;

/**
 * Entropic optimal transport by Sinkhorn's algorithm in the log domain: the plan {@code π_ij = a_i
 * b_j exp((f_i + g_j − C_ij)/ε)} that minimises {@code ⟨C, π⟩ + ε KL(π | a⊗b)}.
 *
 * <p>One iteration updates both potentials and reads the cost once. ε falls geometrically from the
 * range of the cost to its end value; there, the iteration goes on until both marginals are met to
 * the tolerance. The result says how far they are from being met, measured on the plan itself.
 */
public final class SinkhornSolver implements OtSolver {
  /** A level of ε is left when this share of the mass is still misplaced. */
  private static final double LEVEL_ERROR = 0.1;

  private static final int LEVEL_ITERATIONS = 5;

  /** Starting potentials are good for an ε at which they misplace at most this share. */
  private static final double GOOD_START = 0.5;

  /** Totals of the two measures that differ by more than this share are refused. */
  private static final double TOTAL_TOLERANCE = 1e-6;

  private final SinkhornSettings settings;
  private final Compute compute;

  /**
   * A solver.
   *
   * @param settings how it runs
   * @param compute what the machine offers
   */
  public SinkhornSolver(SinkhornSettings settings, Compute compute) {
    this.settings = settings;
    this.compute = compute;
  }

  /**
   * How this solver runs.
   *
   * @return the settings
   */
  public SinkhornSettings settings() {
    return settings;
  }

  @Override
  public boolean isBiased() {
    return true;
  }

  @Override
  public SinkhornSolver withEpsilon(double epsilon) {
    return new SinkhornSolver(settings.withEpsilon(Epsilon.of(epsilon)), compute);
  }

  @Override
  public TransportResult solve(TransportProblem problem) {
    return solve(problem, false);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Iterates {@code f ← ½(f + T f)}, whose error at least halves with every pass near the
   * solution.
   *
   * @throws InvalidInputException also if the problem is not square or its masses differ
   */
  @Override
  public TransportResult solveSymmetric(TransportProblem problem) {
    if (problem.cost().rows() != problem.cost().columns()) {
      throw new InvalidInputException(
          "a symmetric problem with a "
              + problem.cost().rows()
              + "×"
              + problem.cost().columns()
              + " cost",
          "Its cost must be square; use solve for two different measures.");
    }
    if (!problem.a().equals(problem.b())) {
      throw new InvalidInputException(
          "a symmetric problem with two different measures",
          "Give the same masses twice; use solve for two different measures.");
    }
    return solve(problem, true);
  }

  private TransportResult solve(TransportProblem problem, boolean symmetric) {
    CostMatrix cost = problem.cost();
    if (cost.rows() == 0 || cost.columns() == 0) {
      throw new InvalidInputException(
          "a transport problem without points", "Both measures need at least one point.");
    }
    double[] a = problem.a().toArray();
    double[] b = matchingTotal(problem);
    SoftmaxPass pass =
        new SoftmaxPass(
            cost,
            compute.threads(),
            settings.precision() == SinkhornPrecision.FLOAT32
                ? SoftmaxPass.Precision.FLOAT32
                : SoftmaxPass.Precision.FLOAT64);
    CostSummary summary = pass.summarize();
    double epsilon = absoluteEpsilon(summary);

    double[] f = new double[a.length];
    double[] g = new double[b.length];
    problem.start().ifPresent(start -> copyStart(start, f, g, symmetric));
    SinkhornState state = new SinkhornState(cost, a, b, f, g, symmetric, pass);
    double total = problem.a().total();
    double level =
        problem.start().isPresent()
            ? levelOfStart(state, epsilon, summary, total)
            : Math.max(epsilon, summary.range());
    int levels = 0;
    for (; level > epsilon; level = Math.max(epsilon, level * settings.scaling())) {
      anneal(state, level, total);
      levels++;
    }
    Ending ending = finish(state, epsilon, total);
    state.extendToMasslessPoints(epsilon);
    state.centre();
    Convergence convergence =
        new Convergence(ending.converged, ending.reason, state.iterations(), ending.error);
    if (settings.strict() && !ending.converged) {
      throw new OtiumException(
          "Sinkhorn did not converge: " + ending.reason,
          "Raise max-iterations, epsilon or tolerance, or switch strict off to use the result"
              + " as it is.");
    }
    KantorovichPotentials potentials = new KantorovichPotentials(state.f(), state.g());
    return new TransportResult(
        state.dualValue(epsilon),
        Meaning.ENTROPIC_COST,
        ending.transportCost,
        potentials,
        new SinkhornPlan(cost, a, b, potentials, epsilon, state, settings.precision(), compute),
        epsilon,
        convergence,
        Map.of(
            "max cost",
            summary.max(),
            "mean cost",
            summary.mean(),
            "epsilon levels",
            (double) levels,
            "relaxation",
            ending.relaxation));
  }

  private static double[] matchingTotal(TransportProblem problem) {
    double totalA = problem.a().total();
    double totalB = problem.b().total();
    if (!(totalA > 0 && totalB > 0)) {
      throw new InvalidInputException(
          "a measure without mass", "At least one weight of each measure must be positive.");
    }
    if (Math.abs(totalA - totalB) > TOTAL_TOLERANCE * totalA) {
      throw new InvalidInputException(
          "masses of " + totalA + " and " + totalB + " in all",
          "Both measures must have the same total: divide the weights by their sums.");
    }
    double[] b = problem.b().toArray();
    for (int j = 0; j < b.length; j++) {
      b[j] *= totalA / totalB;
    }
    return b;
  }

  private double absoluteEpsilon(CostSummary summary) {
    double size = Math.max(Math.abs(summary.min()), Math.abs(summary.max()));
    // where every cost is zero, any ε gives the same plan
    double epsilon =
        size == 0
            ? settings.epsilon().inCostUnits(1, 1)
            : settings.epsilon().inCostUnits(summary.max(), summary.mean());
    if (!(epsilon > 0)) {
      throw new InvalidInputException(
          "epsilon " + settings.epsilon() + " is " + epsilon + " for costs that are not positive",
          "Give epsilon as a number in cost units.");
    }
    if (!(size / epsilon < 1e9) || epsilon < 1e-35) {
      throw new InvalidInputException(
          "epsilon " + epsilon + " is too small for costs up to " + size,
          "Use at least 1e-9 * max cost, or an exact solver.");
    }
    return epsilon;
  }

  private static void copyStart(
      KantorovichPotentials start, double[] f, double[] g, boolean symmetric) {
    for (int i = 0; i < f.length; i++) {
      f[i] = symmetric ? 0.5 * (start.f()[i] + start.g()[i]) : start.f()[i];
      requireFinite(f[i], "f", i);
    }
    for (int j = 0; j < g.length; j++) {
      g[j] = start.g()[j];
      requireFinite(g[j], "g", j);
    }
  }

  private static void requireFinite(double potential, String name, int index) {
    if (!Double.isFinite(potential)) {
      throw new InvalidInputException(
          "starting potential " + name + "[" + index + "] is " + potential,
          "Start from the potentials of a solved problem, or from nothing.");
    }
  }

  /** The lowest ε at which the starting potentials are of use. */
  private double levelOfStart(
      SinkhornState state, double epsilon, CostSummary summary, double total) {
    double level = epsilon;
    while (level < summary.range() && state.iterate(level, 1) > GOOD_START * total) {
      level /= settings.scaling();
    }
    return Math.min(level, Math.max(epsilon, summary.range()));
  }

  private void anneal(SinkhornState state, double level, double total) {
    for (int k = 0; k < LEVEL_ITERATIONS && state.iterations() < settings.maxIterations(); k++) {
      if (state.iterate(level, 1) <= LEVEL_ERROR * total) {
        return;
      }
    }
  }

  /** How an iteration ended. */
  private record Ending(
      boolean converged, String reason, double error, double transportCost, double relaxation) {}

  private Ending finish(SinkhornState state, double epsilon, double total) {
    double tolerance = settings.tolerance() * total;
    Relaxation relaxation = new Relaxation();
    while (state.iterations() < settings.maxIterations()) {
      double error = state.iterate(epsilon, relaxation.omega());
      if (error <= tolerance) {
        double transportCost = state.measure(epsilon);
        double measured = state.measuredError();
        if (measured <= tolerance) {
          return new Ending(
              true,
              "reached tolerance " + number(tolerance),
              measured,
              transportCost,
              relaxation.omega());
        }
      }
      if (settings.overRelaxation()) {
        relaxation.observe(error);
      }
    }
    state.settleRows(epsilon);
    double transportCost = state.measure(epsilon);
    double measured = state.measuredError();
    return new Ending(
        measured <= tolerance,
        "stopped at "
            + settings.maxIterations()
            + " iterations with marginal error "
            + number(measured)
            + ", larger than "
            + number(tolerance),
        measured,
        transportCost,
        relaxation.omega());
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3g", value);
  }
}
