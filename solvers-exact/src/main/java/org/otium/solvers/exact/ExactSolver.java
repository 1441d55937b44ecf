package org.otium.solvers.exact;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.otium.api.Compute;
import org.otium.api.CostMatrix;
import org.otium.api.InvalidInputException;
import org.otium.api.KantorovichPotentials;
import org.otium.api.OtSolver;
import org.otium.api.OtiumException;
import org.otium.api.TransportProblem;
import org.otium.api.TransportResult;
import org.otium.api.TransportResult.Convergence;
import org.otium.api.TransportResult.Meaning;
import org.otium.api.Weights;
import org.otium.numerics.LineCost;
import org.otium.solvers.exact.ExactSettings.Algorithm;

/**
 * Solves min_π ⟨C, π⟩ exactly, by the network simplex or as an assignment problem.
 *
 * <p>Costs are the floats of the matrix, read into doubles: the plan is optimal for exactly those
 * numbers, however many magnitudes they span: sums of costs are carried in 128 bits where doubles
 * do not tell. Masses are brought to whole multiples of a unit of 2⁻⁶⁰ of their total or coarser,
 * so flows carry no rounding. Points without mass take no part and get their potentials by
 * c-transform. Totals that differ within {@link Weights#SUM_TOLERANCE} are rescaled to their mean.
 *
 * <p>Every result carries its certificate. The potentials satisfy f_i + g_j ≤ C_ij, so that ⟨a, f⟩
 * + ⟨b, g⟩ bounds the cost of every plan from below; {@code duality-gap} is how far the plan lies
 * above that bound and {@code worst-reduced-cost} is the lowest C_ij − f_i − g_j found. A result is
 * converged if the gap is at most 10⁻⁹ Σ π_ij |C_ij| and the marginals of the plan are those asked
 * for. Where rounding of the potentials could hide more than that, the gap is summed again in 128
 * bits, of which the potentials returned are the rounded values. Further details: {@code max-cost},
 * {@code plan-entries}, and {@code pivots} and {@code degenerate-pivots}, or {@code augmentations}.
 *
 * <p>Needs the costs in memory (4nm bytes), with one exception: squared distances of one feature
 * that are not stored already are solved in closed form ({@link QuantileCoupling}) from the points,
 * in double precision, unless another algorithm than {@code auto} is asked for. Its only details
 * are {@code duality-gap} and {@code plan-entries}. The same problem gives the same bytes on any
 * number of threads.
 */
public final class ExactSolver implements OtSolver {
  /** Reduced costs above minus this times max |C| are left to exact arithmetic. */
  private static final double PRICING_TOLERANCE = 1e-12;

  /** What the duality gap may be, relative to Σ π_ij |C_ij|. */
  private static final double GAP_TOLERANCE = 1e-9;

  /** What the marginals may be off by, relative to all mass, where the totals are equal. */
  private static final double MARGINAL_TOLERANCE = 1e-9;

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
    if (settings.algorithm() == Algorithm.AUTO
        && problem.cost() instanceof CostMatrix.Tiled tiled) {
      Optional<LineCost> line = LineCost.of(tiled);
      if (line.isPresent()) {
        LineCost cost = line.get();
        return QuantileCoupling.between(
            cost.x(), a, cost.y(), b, 2, cost.scale(), threads, memoryBudget);
      }
    }
    BalancedMasses masses = BalancedMasses.of(a, b);
    CostInMemory cost = CostInMemory.of(problem.cost(), threads, memoryBudget);
    int[] rows = carrying(masses.a());
    int[] columns = carrying(masses.b());
    CostInMemory inner = cost.select(rows, columns);
    double[] start = start(problem.start(), columns, cost.largest());
    long[] unitsA = select(masses.a(), rows);
    long[] unitsB = select(masses.b(), columns);
    Basis basis = basis(inner, unitsA, unitsB, masses.unit(), start);
    TransportResult result = certified(basis, inner, rows, columns, cost, a, b);
    if (!result.convergence().converged() && basis.finished() && basis.levels() == null) {
      // shortest paths in doubles lost small costs among large ones; the simplex does not
      basis = bySimplex(inner, unitsA, unitsB, masses.unit(), basis.columnPotentials());
      result = certified(basis, inner, rows, columns, cost, a, b);
    }
    if (!result.convergence().converged() && settings.strict()) {
      throw new OtiumException(
          result.convergence().reason(),
          basis.finished() ? "Report this problem." : "Raise or remove max-pivots.");
    }
    return result;
  }

  private TransportResult certified(
      Basis basis,
      CostInMemory inner,
      int[] rows,
      int[] columns,
      CostInMemory cost,
      Weights a,
      Weights b) {
    SparsePlan plan =
        SparsePlan.of(
            a.size(),
            b.size(),
            basis.count(),
            select(rows, basis.row(), basis.count()),
            select(columns, basis.column(), basis.count()),
            basis.mass(),
            threads,
            memoryBudget);
    DualPotentials duals = new DualPotentials(cost, columns, basis.columnPotentials(), threads);
    duals.balance(a, b);
    KantorovichPotentials potentials = duals.toPotentials();
    double[] sums = new double[3];
    plan.forEachEntry(
        (i, j, mass) -> {
          double c = cost.values()[i * cost.columns() + j];
          sums[0] += mass * c;
          sums[1] += mass * (c - potentials.f()[i] - potentials.g()[j]);
          sums[2] += mass * Math.abs(c);
        });
    double value = sums[0];
    // Summed over the plan, where each term is small: the two large sums would cancel.
    double gap = sums[1];
    double allowed = GAP_TOLERANCE * sums[2];
    double worst = duals.worstReducedCost();
    double doubt = Math.max(0, -worst) + FixedLevels.ROUNDING * (cost.largest() + duals.largest());
    if (!(gap + doubt * a.total() <= allowed)) {
      gap = ExactGap.of(basis, inner);
    }
    double marginalError = distance(plan.rowSums(), a) + distance(plan.columnSums(), b);
    double marginalAllowed =
        Math.abs(a.total() - b.total()) + MARGINAL_TOLERANCE * (a.total() + b.total());
    String shortfall =
        !(gap <= allowed)
            ? "; the cost lies up to " + gap + " above the optimum"
            : !(marginalError <= marginalAllowed)
                ? "; the marginals are off by " + marginalError
                : "";
    boolean optimal = shortfall.isEmpty();
    String reason = (optimal ? "optimal: " : "not optimal: ") + basis.description() + shortfall;
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
      return bySimplex(cost, a, b, unit, start);
    }
    LinearAssignment assignment = new LinearAssignment(a.length, cost.values(), start);
    int left = assignment.reduce();
    if (settings.algorithm() == Algorithm.ASSIGNMENT || left <= a.length / FEW_ROWS_LEFT) {
      return Basis.byAssignment(assignment, left, a[0] * unit);
    }
    return bySimplex(cost, a, b, unit, assignment.columnPrices());
  }

  private Basis bySimplex(
      CostInMemory cost, long[] a, long[] b, double unit, double @Nullable [] start) {
    return Basis.bySimplex(
        cost,
        a,
        b,
        unit,
        start,
        PRICING_TOLERANCE * cost.largest(),
        settings.maxPivots().orElse(Long.MAX_VALUE));
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

  private static int[] select(int[] points, int[] at, int count) {
    int[] selected = new int[count];
    for (int k = 0; k < count; k++) {
      selected[k] = points[at[k]];
    }
    return selected;
  }

  private static long[] select(long[] units, int[] kept) {
    long[] selected = new long[kept.length];
    for (int k = 0; k < kept.length; k++) {
      selected[k] = units[kept[k]];
    }
    return selected;
  }

  /**
   * True: pivots and shortest paths follow one another.
   *
   * @return true
   */
  @Override
  public boolean isSequential() {
    return true;
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
