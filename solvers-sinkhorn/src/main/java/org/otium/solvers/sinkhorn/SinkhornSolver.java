package org.otium.solvers.sinkhorn;

import static org.otium.solvers.sinkhorn.SinkhornPrecision.FLOAT64;

import java.util.Arrays;
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
 * <p>One iteration updates both potentials and reads the cost once. ε falls geometrically from a
 * sixteenth of the range of the cost to its end value; there, the iteration goes on until both
 * marginals are met to the tolerance. The result says how far they are from being met, measured on
 * the plan itself.
 *
 * <p>With a {@linkplain SinkhornSettings#marginalPenalty marginal penalty} ρ, transport is
 * unbalanced: the plan minimises {@code ⟨C, π⟩ + ε KL(π | a⊗b) + ρ KL(π1 | a) + ρ KL(πᵀ1 | b)} with
 * KL(p | q) = Σ p log(p/q) − p + q, which is the value that is reported, and the totals of a and b
 * may differ. It has one form for all plans and none for rows alone: the gradient with respect to
 * x_i is Σ_j π_ij ∇c(x_i, y_j) with the plan's own row sums, which are a_i exp(−f_i/ρ) at
 * convergence. {@link #divergence} makes a divergence of three values. For ρ → ∞ and measures of
 * mass one all numbers become those of balanced transport.
 */
public final class SinkhornSolver implements OtSolver {
  /** A level of ε is left when this share of the mass is still misplaced. */
  private static final double LEVEL_ERROR = 0.1;

  /** The first ε, in units of the range of the cost: above it, plans are all but independent. */
  private static final double FIRST_LEVEL = 1.0 / 16;

  /** A level closer to the last than this factor is left out. */
  private static final double CLOSE = 1.5;

  private static final int LEVEL_ITERATIONS = 20;

  /** Starting potentials are good for an ε at which they misplace at most this share. */
  private static final double GOOD_START = 0.5;

  private static final int START_ITERATIONS = 6;

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
   * solution for the usual costs; for others, where it crawls, f and g are updated in turn.
   *
   * @throws InvalidInputException also if the problem is not square, its masses differ, or costs
   *     between some points, spread over the matrix, differ in the two directions; that all do not
   *     is for the caller to know
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
    Admission.requireMass(problem);
    double[] a = problem.a().toArray();
    boolean balanced = settings.marginalPenalty().isEmpty();
    double[] b = balanced ? Admission.matchingTotal(problem) : problem.b().toArray();
    double inversePenalty = balanced ? 0 : 1 / settings.marginalPenalty().get();
    SoftmaxPass pass = passes(cost, settings.precision(), compute.memoryBudget());
    CostSummary summary = pass.summarize();
    double epsilon =
        Admission.absoluteEpsilon(
            settings.epsilon(), CostScale.of(pass, a, b, summary, settings.epsilon()));
    Admission.requireResolution(problem, settings, epsilon);
    if (symmetric) {
      Admission.requireSymmetric(pass, a.length, summary);
    }
    if (epsilon > summary.range()) {
      // rounding of the sums counts ε times in the value; the few passes may as well be exact
      pass = settings.precision() == FLOAT64 ? pass : passes(cost, FLOAT64, 0);
    }

    double[] f = new double[a.length];
    double[] g = new double[b.length];
    problem.start().ifPresent(start -> Admission.copyStart(start, f, g));
    if (symmetric) {
      Arrays.setAll(f, i -> 0.5 * (f[i] + g[i]));
    }
    SinkhornState state =
        symmetric
            ? new SinkhornState(pass, inversePenalty, a, f)
            : new SinkhornState(pass, inversePenalty, a, b, f, g);
    SinkhornIteration iteration =
        symmetric
            ? new SymmetricIteration(state)
            : new AlternatingIteration(state, settings.acceleration(), 0);
    double total =
        balanced ? problem.a().total() : 0.5 * (problem.a().total() + problem.b().total());
    double level =
        symmetric || problem.start().isPresent()
            ? levelOfStart(iteration, epsilon, summary, total)
            : Math.max(epsilon, FIRST_LEVEL * summary.range());
    double levelError = Math.max(settings.tolerance(), LEVEL_ERROR) * total;
    int levels = 0;
    for (; level > epsilon && remaining(iteration) > 0; level = nextLevel(level, epsilon)) {
      iteration.run(level, levelError, Math.min(LEVEL_ITERATIONS, remaining(iteration)));
      levels++;
    }
    double tolerance = settings.tolerance() * total;
    // an error counts ε times in the value, and one more pass takes most of it away
    double goal = tolerance * Math.clamp(summary.range() / epsilon, 1e-6, 1);
    Ending ending = finish(state, iteration, epsilon, tolerance, goal);
    if (symmetric && !ending.converged && iteration.isStalled()) {
      state = state.apart();
      iteration = new AlternatingIteration(state, settings.acceleration(), iteration.iterations());
      ending = finish(state, iteration, epsilon, tolerance, goal);
    }
    state.extendToMasslessPoints(epsilon);
    state.centre();
    Convergence convergence =
        new Convergence(ending.converged, ending.reason, iteration.iterations(), ending.error);
    if (settings.strict() && !ending.converged) {
      throw new OtiumException(
          "Sinkhorn did not converge: " + ending.reason,
          "Raise max-iterations, epsilon or tolerance, or switch strict off to use the result"
              + " as it is.");
    }
    double value = state.dualBound(epsilon);
    requireFinite(value + ending.transportCost + ending.error, epsilon);
    KantorovichPotentials potentials = new KantorovichPotentials(state.f, state.g);
    return new TransportResult(
        value,
        balanced ? Meaning.ENTROPIC_COST : Meaning.UNBALANCED_COST,
        ending.transportCost,
        potentials,
        new SinkhornPlan(cost, state, potentials, epsilon, compute),
        epsilon,
        convergence,
        Map.of(
            "max cost",
            summary.max(),
            "mean cost",
            summary.mean(),
            "epsilon levels",
            (double) levels,
            "newton steps",
            (double) iteration.newtonSteps()));
  }

  private SoftmaxPass passes(CostMatrix cost, SinkhornPrecision precision, long memoryBudget) {
    return new SoftmaxPass(cost, compute.threads(), precision.ofPasses(), memoryBudget);
  }

  private static void requireFinite(double number, double epsilon) {
    if (!Double.isFinite(number)) {
      throw new OtiumException(
          "Sinkhorn left the range of numbers at epsilon " + epsilon,
          "Bring costs, masses and the penalty closer to one, or set precision to float64.");
    }
  }

  /**
   * The lowest ε at which the starting potentials are of use. Those of a measure onto itself lie
   * within a few ε of zero, and every symmetric update halves what is missing: for it, zero is a
   * good start almost always.
   */
  private double levelOfStart(
      SinkhornIteration iteration, double epsilon, CostSummary summary, double total) {
    double level = epsilon;
    while (level < summary.range()
        && remaining(iteration) > 0
        && iteration.run(
                level, GOOD_START * total, Math.min(START_ITERATIONS, remaining(iteration)))
            > GOOD_START * total) {
      level /= settings.scaling();
    }
    return Math.min(level, Math.max(epsilon, summary.range()));
  }

  private double nextLevel(double level, double epsilon) {
    double next = level * settings.scaling();
    return next < CLOSE * epsilon ? epsilon : next;
  }

  private int remaining(SinkhornIteration iteration) {
    return settings.maxIterations() - iteration.iterations();
  }

  /**
   * The Sinkhorn divergence of three values, S(a, b) = OT(a, b) − ½ OT(a, a) − ½ OT(b, b) + ½ ε
   * (m(a) − m(b))² with m the total mass (Séjourné et al. 2019, "Sinkhorn divergences for
   * unbalanced optimal transport", definition 4): zero for a = b, positive otherwise for the usual
   * costs.
   *
   * @param problem between a and b
   * @param between its solution
   * @param withinA the solution for a and itself, at the same ε and penalty
   * @param withinB the solution for b and itself
   * @return S(a, b) in cost units
   */
  public static double divergence(
      TransportProblem problem,
      TransportResult between,
      TransportResult withinA,
      TransportResult withinB) {
    double difference = problem.a().total() - problem.b().total();
    return between.value()
        - 0.5 * withinA.value()
        - 0.5 * withinB.value()
        + 0.5 * between.epsilon() * difference * difference;
  }

  /** How an iteration ended. */
  private record Ending(boolean converged, String reason, double error, double transportCost) {}

  private Ending finish(
      SinkhornState state,
      SinkhornIteration iteration,
      double epsilon,
      double tolerance,
      double firstGoal) {
    double goal = firstGoal;
    while (remaining(iteration) > 0 && !iteration.isStalled()) {
      double error = iteration.run(epsilon, goal, remaining(iteration));
      requireFinite(error, epsilon);
      if (error <= tolerance) {
        double transportCost = state.measure(epsilon);
        double measured = state.measuredError();
        if (measured <= tolerance) {
          return new Ending(
              true, "reached tolerance " + number(tolerance), measured, transportCost);
        }
        // the sums on the way and those of the plan itself differ by rounding
        goal *= 0.5;
      }
    }
    state.settleRows(epsilon);
    double transportCost = state.measure(epsilon);
    double measured = state.measuredError();
    return new Ending(
        measured <= tolerance,
        "stopped at "
            + iteration.iterations()
            + (iteration.isStalled()
                ? " iterations, the last of which gained nothing"
                : " iterations")
            + " with marginal error "
            + number(measured)
            + ", larger than "
            + number(tolerance)
            + (iteration.isStalled() ? ": the rounding of " + arithmetic(state) : ""),
        measured,
        transportCost);
  }

  private static String arithmetic(SinkhornState state) {
    return state.pass.sumsDoubles() ? "float64" : "float32";
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3g", value);
  }
}
