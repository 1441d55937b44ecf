package org.otium.solvers.exact;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.otium.api.Compute;
import org.otium.api.InvalidInputException;
import org.otium.api.KantorovichPotentials;
import org.otium.api.OtSolver;
import org.otium.api.OtiumException;
import org.otium.api.TransportProblem;
import org.otium.api.TransportResult;
import org.otium.api.TransportResult.Convergence;
import org.otium.api.TransportResult.Meaning;
import org.otium.api.Weights;
import org.otium.solvers.exact.ExactSettings.Algorithm;

/**
 * Solves min_π ⟨C, π⟩ exactly, by the network simplex or as an assignment problem.
 *
 * <p>Costs are the floats of the matrix, read into doubles: the plan is optimal for exactly those
 * numbers, up to reduced costs of 10⁻¹² max |C|. Masses are brought to whole multiples of a unit of
 * 2⁻⁶⁰ of their total or coarser, so flows carry no rounding. Points without mass take no part and
 * get their potentials by c-transform. Totals that differ within {@link Weights#SUM_TOLERANCE} are
 * rescaled to their mean.
 *
 * <p>Every result carries its certificate. The potentials satisfy f_i + g_j ≤ C_ij, so that ⟨a, f⟩
 * + ⟨b, g⟩ bounds the cost of every plan from below; {@code duality-gap} is how far the plan lies
 * above that bound and {@code worst-reduced-cost} is the lowest C_ij − f_i − g_j found. A result is
 * converged if both are zero up to 10⁻⁹ max |C| (for each unit of mass). Further details: {@code
 * max-cost}, {@code plan-entries}, and {@code pivots} and {@code degenerate-pivots}, or {@code
 * augmentations}.
 *
 * <p>Needs the costs in memory (4nm bytes). The same problem gives the same bytes on any number of
 * threads.
 */
public final class ExactSolver implements OtSolver {
  /** Reduced costs above minus this times max |C| count as optimal. */
  private static final double PRICING_TOLERANCE = 1e-12;

  /** What the certificate may be off by, relative to max |C|. */
  private static final double CERTIFICATE_TOLERANCE = 1e-9;

  /**
   * {@code AUTO} goes on with the assignment if its first phase leaves one row in so many over: a
   * shortest path costs up to n² steps, and with many of them the network simplex is several times
   * faster.
   */
  private static final int FEW_ROWS_LEFT = 50;

  /** Starting potentials wider than this times max |C| tell nothing about the costs. */
  private static final double WIDEST_START = 4;

  private final ExactSettings settings;
  private final int threads;
  private final long memoryBudget;

  /**
   * Makes a solver.
   *
   * @param settings algorithm and limits
   * @param compute threads and the memory budget
   */
  public ExactSolver(ExactSettings settings, Compute compute) {
    this(settings, compute.threads(), compute.memoryBudget());
  }

  /**
   * Makes a solver that needs nothing else from the machine.
   *
   * @param settings algorithm and limits
   * @param threads how many threads may check, certify and multiply; the algorithms use one
   * @param memoryBudget how many bytes the costs of a tiled matrix, or a stored plan, may take
   */
  public ExactSolver(ExactSettings settings, int threads, long memoryBudget) {
    if (threads < 1) {
      throw new InvalidInputException(threads + " threads", "Use at least one thread.");
    }
    this.settings = settings;
    this.threads = threads;
    this.memoryBudget = memoryBudget;
  }

  @Override
  public TransportResult solve(TransportProblem problem) {
    Weights a = problem.a();
    Weights b = problem.b();
    BalancedMasses masses = BalancedMasses.of(a, b);
    CostInMemory cost = CostInMemory.of(problem.cost(), threads, memoryBudget);
    int[] rows = carrying(masses.a());
    int[] columns = carrying(masses.b());
    CostInMemory inner = cost.select(rows, columns);
    double[] start = start(problem.start(), columns, cost.largest());
    Basis basis =
        basis(inner, select(masses.a(), rows), select(masses.b(), columns), masses.unit(), start);

    for (int e = 0; e < basis.count(); e++) {
      basis.row()[e] = rows[basis.row()[e]];
      basis.column()[e] = columns[basis.column()[e]];
    }
    SparsePlan plan =
        SparsePlan.of(
            a.size(),
            b.size(),
            basis.count(),
            basis.row(),
            basis.column(),
            basis.mass(),
            threads,
            memoryBudget);
    DualPotentials duals = new DualPotentials(cost, columns, basis.columnPotentials(), threads);
    duals.balance(a, b);
    return certified(basis, plan, duals, cost, a, b);
  }

  private TransportResult certified(
      Basis basis, SparsePlan plan, DualPotentials duals, CostInMemory cost, Weights a, Weights b) {
    KantorovichPotentials potentials = duals.toPotentials();
    double[] sums = new double[2];
    plan.forEachEntry(
        (i, j, mass) -> {
          double c = cost.values()[i * cost.columns() + j];
          sums[0] += mass * c;
          sums[1] += mass * (c - potentials.f()[i] - potentials.g()[j]);
        });
    double value = sums[0];
    // Summed over the plan, where each term is small: the two large sums would cancel.
    double gap = sums[1];
    double worst = duals.worstReducedCost();
    double marginalError = distance(plan.rowSums(), a) + distance(plan.columnSums(), b);
    double allowed = CERTIFICATE_TOLERANCE * cost.largest();
    boolean optimal = gap <= allowed * a.total() && worst >= -allowed;
    String reason = (optimal ? "optimal: " : "not optimal: ") + basis.description();
    if (!optimal && settings.strict()) {
      throw new OtiumException(
          reason + "; the cost lies up to " + gap + " above the optimum",
          basis.finished() ? "Report this problem." : "Raise or remove max-pivots.");
    }
    Map<String, Double> details = new HashMap<>(basis.details());
    details.put("duality-gap", gap);
    details.put("worst-reduced-cost", worst);
    details.put("max-cost", cost.largest());
    details.put("plan-entries", (double) plan.entryCount());
    return new TransportResult(
        value,
        Meaning.EXACT_COST,
        value,
        potentials,
        plan,
        0,
        new Convergence(
            optimal, reason, (int) Math.min(Integer.MAX_VALUE, basis.steps()), marginalError),
        details);
  }

  private static double distance(double[] sums, Weights wanted) {
    double distance = 0;
    for (int i = 0; i < sums.length; i++) {
      distance += Math.abs(sums[i] - wanted.get(i));
    }
    return distance;
  }

  private Basis basis(
      CostInMemory cost, long[] a, long[] b, double unit, double @Nullable [] start) {
    long maxPivots = settings.maxPivots().orElse(Long.MAX_VALUE);
    double tolerance = PRICING_TOLERANCE * cost.largest();
    boolean assignable = isAssignment(a, b);
    if (settings.algorithm() == Algorithm.ASSIGNMENT && !assignable) {
      throw new InvalidInputException(
          "algorithm assignment for "
              + a.length
              + " sources and "
              + b.length
              + " targets that are not equal in number and mass",
          "Use algorithm auto or network-simplex.");
    }
    if (settings.algorithm() == Algorithm.NETWORK_SIMPLEX || !assignable) {
      return Basis.bySimplex(cost, a, b, unit, start, tolerance, maxPivots);
    }
    LinearAssignment assignment = new LinearAssignment(a.length, cost.values(), start);
    int left = assignment.reduce();
    if (settings.algorithm() == Algorithm.ASSIGNMENT || left <= a.length / FEW_ROWS_LEFT) {
      return Basis.byAssignment(assignment, left, a[0] * unit);
    }
    return Basis.bySimplex(cost, a, b, unit, assignment.columnPrices(), tolerance, maxPivots);
  }

  private static boolean isAssignment(long[] a, long[] b) {
    return a.length == b.length
        && IntStream.range(0, a.length).allMatch(i -> a[i] == a[0] && b[i] == a[0]);
  }

  private static double @Nullable [] start(
      Optional<KantorovichPotentials> given, int[] columns, double largestCost) {
    if (given.isEmpty()) {
      return null;
    }
    double[] start = new double[columns.length];
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < start.length; k++) {
      start[k] = given.get().g()[columns[k]];
      if (!Double.isFinite(start[k])) {
        throw new InvalidInputException(
            "the starting potential of target " + columns[k] + " is " + start[k],
            "Start from the potentials of a solved problem, or from none.");
      }
      low = Math.min(low, start[k]);
      high = Math.max(high, start[k]);
    }
    if (high - low > WIDEST_START * largestCost) {
      return null;
    }
    for (int k = 0; k < start.length; k++) {
      start[k] -= low;
    }
    return start;
  }

  private static int[] carrying(long[] units) {
    return IntStream.range(0, units.length).filter(i -> units[i] > 0).toArray();
  }

  private static long[] select(long[] units, int[] kept) {
    long[] selected = new long[kept.length];
    for (int k = 0; k < kept.length; k++) {
      selected[k] = units[kept[k]];
    }
    return selected;
  }

  /**
   * False: moving a measure onto itself costs nothing.
   *
   * @return false
   */
  @Override
  public boolean isBiased() {
    return false;
  }

  /**
   * This solver: it has no ε.
   *
   * @param epsilon ignored
   * @return this
   */
  @Override
  public OtSolver withEpsilon(double epsilon) {
    return this;
  }
}
