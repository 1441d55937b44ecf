package org.otium.numerics;

import java.util.Arrays;
import java.util.Optional;
import org.otium.api.CostMatrix;
import org.otium.api.InvalidInputException;

/**
 * The passes over a cost matrix that Sinkhorn's algorithm is made of. Every pass reads the cost
 * once, stored or tiled, on several threads.
 *
 * <p>With {@code w_ij = b_j exp((f_i + g_j − C_ij)/ε)}, a plan is {@code π_ij = a_i w_ij}. Rows are
 * stabilised by the potential f itself, so no maximum is looked for as long as the row sums stay
 * near one; a row that left that range is recomputed around its own maximum. Chunks of rows do not
 * depend on the number of threads and are combined in order, so neither do the results.
 *
 * <p>An instance holds the scratch memory of its passes and must not run two passes at once.
 */
public final class SoftmaxPass {
  /** The arithmetic of a pass. */
  public enum Precision {
    /** SIMD floats, with potentials and sums in double. */
    FLOAT32,
    /** SIMD doubles throughout, the cost included. */
    FLOAT64
  }

  private final SoftmaxRows rows;
  private final SoftmaxKernel kernel;
  private final int n;
  private final int m;
  private final ColumnSums columns;

  /**
   * Passes over a cost that hold no more of it in memory than it does itself.
   *
   * @param cost n×m
   * @param threads how many threads a pass may use
   * @param precision the arithmetic
   */
  public SoftmaxPass(CostMatrix cost, int threads, Precision precision) {
    this(cost, threads, precision, 0);
  }

  /**
   * Passes over a cost.
   *
   * @param cost n×m
   * @param threads how many threads a pass may use
   * @param precision the arithmetic
   * @param memoryBudget bytes that a copy of the cost in double precision may take, for {@link
   *     Precision#FLOAT64}; where it does not fit, its rows are computed in every pass
   */
  public SoftmaxPass(CostMatrix cost, int threads, Precision precision, long memoryBudget) {
    this(
        new SoftmaxRows(
            cost,
            threads,
            kernel(precision),
            precision == Precision.FLOAT64
                ? new DoubleCost(
                    cost, threads, memoryBudget - sumsBytes(cost.rows(), cost.columns()))
                : null));
  }

  /**
   * What the column sums of a pass take, which do not grow with the threads.
   *
   * @param rows n
   * @param columns m
   * @return bytes
   */
  static long sumsBytes(int rows, int columns) {
    return (long) SoftmaxRows.chunks(rows, columns) * columns * Double.BYTES;
  }

  private SoftmaxPass(SoftmaxRows rows) {
    this.rows = rows;
    this.kernel = rows.kernel();
    this.n = rows.count();
    this.m = rows.width();
    this.columns = new ColumnSums(rows.chunks(), m);
  }

  private static SoftmaxKernel kernel(Precision precision) {
    if (!Simd.PRESENT) {
      return new SoftmaxScalarKernel();
    }
    return precision == Precision.FLOAT32
        ? new SoftmaxVectorKernel()
        : new SoftmaxDoubleVectorKernel();
  }

  /**
   * How many threads a pass may use.
   *
   * @return at least one
   */
  public int threads() {
    return rows.threads();
  }

  /**
   * Whether weights and sums are doubles, whatever the cost is kept in.
   *
   * @return false where they are floats
   */
  public boolean sumsDoubles() {
    return kernel.readsDoubles();
  }

  /**
   * Passes over the same cost, in the same precision, with scratch memory of their own.
   *
   * @return passes that may run while those of this object do
   */
  public SoftmaxPass another() {
    return new SoftmaxPass(rows.another());
  }

  /**
   * Copies or computes some rows of the cost as the passes see them.
   *
   * @param from first row
   * @param to one past the last row
   * @param out receives the rows, row-major, from its start
   */
  public void fill(int from, int to, double[] out) {
    rows.fill(from, to, out);
  }

  /**
   * One cost as the passes see it.
   *
   * @param i source point
   * @param j target point
   * @return C_ij
   */
  public double cost(int i, int j) {
    return rows.cost(i, j);
  }

  /**
   * Reads the whole cost and refuses what is not finite.
   *
   * @return its range
   * @throws InvalidInputException naming the position of a NaN or infinite cost
   */
  public CostSummary summarize() {
    return new CostScan(rows).summarize();
  }

  /**
   * Scales the rows to their masses and sums the columns of what results, in one pass: {@code r_i =
   * Σ_j w_ij}, {@code f_i ← f_i − ω ε log r_i}, then {@code c_j = Σ_i a_i w_ij} with the new f.
   *
   * @param epsilon ε
   * @param a n masses
   * @param f n potentials, updated
   * @param g m potentials
   * @param logB m logarithms of masses, −∞ for none
   * @param relaxation ω; rows far from their mass use 1 whatever it is
   * @param rowSums receives n row sums after the update, relative to a_i: 1 where ω is 1
   * @param columnSums receives m column sums c_j
   */
  public void scaleRows(
      double epsilon,
      double[] a,
      double[] f,
      double[] g,
      double[] logB,
      double relaxation,
      double[] rowSums,
      double[] columnSums) {
    scaleRows(epsilon, 0, a, f, g, logB, relaxation, rowSums, columnSums);
  }

  /**
   * Gives the rows the masses that a penalty ρ KL(π1 | a) asks of them, and sums the columns of
   * what results, in one pass: {@code f_i ← f_i − ω ρ/(ρ + ε)·ε (log r_i + f_i/ρ)}, which for ω = 1
   * is {@code ρ/(ρ + ε)·T(g)_i} (Séjourné et al. 2019, "Sinkhorn divergences for unbalanced optimal
   * transport", §3); after it, r_i = exp(−f_i/ρ).
   *
   * @param epsilon ε
   * @param inversePenalty 1/ρ, zero for rows that keep their masses
   * @param a n masses
   * @param f n potentials, updated
   * @param g m potentials
   * @param logB m logarithms of masses, −∞ for none
   * @param relaxation ω; rows far from their mass use 1 whatever it is
   * @param rowSums receives n row sums after the update, relative to a_i
   * @param columnSums receives m column sums
   */
  public void scaleRows(
      double epsilon,
      double inversePenalty,
      double[] a,
      double[] f,
      double[] g,
      double[] logB,
      double relaxation,
      double[] rowSums,
      double[] columnSums) {
    scaleRows(
        epsilon,
        inversePenalty,
        a,
        f,
        g,
        logB,
        relaxation,
        rowSums,
        columnSums,
        SoftmaxCollector.NONE);
  }

  /**
   * Gives the rows their masses, sums the columns of what results, and keeps the large entries of
   * the plan, in one pass.
   *
   * @param epsilon ε
   * @param inversePenalty 1/ρ, zero for rows that keep their masses
   * @param a n masses
   * @param f n potentials, updated
   * @param g m potentials
   * @param logB m logarithms of masses, −∞ for none
   * @param rowSums receives n row sums after the update, relative to a_i
   * @param columnSums receives m column sums
   * @param least entries up to this share of a_i are left out
   * @param limit how many entries there may be
   * @return the entries, or nothing if there are more than the limit
   */
  public Optional<SparseRows> scaleRowsAndCollect(
      double epsilon,
      double inversePenalty,
      double[] a,
      double[] f,
      double[] g,
      double[] logB,
      double[] rowSums,
      double[] columnSums,
      double least,
      int limit) {
    SoftmaxCollector collector = new SoftmaxCollector(n, m, rows.grain(), least, limit);
    scaleRows(epsilon, inversePenalty, a, f, g, logB, 1, rowSums, columnSums, collector);
    return collector.entries();
  }

  private void scaleRows(
      double epsilon,
      double inversePenalty,
      double[] a,
      double[] f,
      double[] g,
      double[] logB,
      double relaxation,
      double[] rowSums,
      double[] columnSums,
      SoftmaxCollector collector) {
    double damping = 1 / (1 + inversePenalty * epsilon);
    SoftmaxTerms terms = SoftmaxTerms.of(epsilon, g, logB, kernel.padded(m));
    columns.clear();
    rows.forEach(
        (i, c, scratch, chunk) -> {
          double sum = TrustedSums.weigh(kernel, scratch, terms, c, f, i);
          double log = Math.log(sum);
          double pull = inversePenalty * f[i];
          double residual = log + pull;
          double step = damping * (relaxation == 1 ? 1 : safeRelaxation(residual, relaxation));
          f[i] -= step * epsilon * residual;
          rowSums[i] = step == 1 ? 1 : Math.exp((1 - step) * log - step * pull);
          scratch.addToColumns(a[i] / sum * rowSums[i]);
          collector.add(scratch, i, a[i] / sum * rowSums[i], sum, chunk);
        },
        (scratch, chunk) -> columns.drain(scratch, chunk));
    columns.addUp(columnSums);
  }

  /**
   * How far a potential may be over-relaxed without loss of the dual value (Thibault et al. 2021,
   * §3: the guarantee fails for large residuals).
   *
   * @param logRatio log of sum over mass
   * @param relaxation the wished ω
   * @return ω, or 1 where the residual is large
   */
  public static double safeRelaxation(double logRatio, double relaxation) {
    return Math.abs(logRatio) < 0.5 ? relaxation : 1;
  }

  /**
   * The logarithms of the row sums {@code log Σ_j w_ij}; potentials stay as they are.
   *
   * @param epsilon ε
   * @param f n potentials
   * @param g m potentials
   * @param logB m logarithms of masses, −∞ for none
   * @param logSums receives n logarithms
   */
  public void logRowSums(double epsilon, double[] f, double[] g, double[] logB, double[] logSums) {
    SoftmaxTerms terms = SoftmaxTerms.of(epsilon, g, logB, kernel.padded(m));
    double[] stabilised = f.clone();
    rows.forEach(
        (i, c, scratch, chunk) -> {
          double sum = TrustedSums.weigh(kernel, scratch, terms, c, stabilised, i);
          logSums[i] = Math.log(sum) + (f[i] - stabilised[i]) / epsilon;
        });
  }

  /**
   * Row sums, column sums and transport cost of the plan of given potentials.
   *
   * @param epsilon ε
   * @param a n masses
   * @param f n potentials
   * @param g m potentials
   * @param logB m logarithms of masses, −∞ for none
   * @param rowSums receives n sums Σ_j π_ij
   * @param columnSums receives m sums Σ_i π_ij
   * @return ⟨C, π⟩
   */
  public double marginals(
      double epsilon,
      double[] a,
      double[] f,
      double[] g,
      double[] logB,
      double[] rowSums,
      double[] columnSums) {
    SoftmaxTerms terms = SoftmaxTerms.of(epsilon, g, logB, kernel.padded(m));
    columns.clear();
    double[] costs = new double[n];
    rows.forEach(
        (i, c, scratch, chunk) -> {
          rowSums[i] = a[i] * kernel.weigh(scratch, terms, c, f[i]);
          costs[i] = a[i] * scratch.costOfWeights(c);
          scratch.addToColumns(a[i]);
        },
        (scratch, chunk) -> columns.drain(scratch, chunk));
    columns.addUp(columnSums);
    return Arrays.stream(costs).sum();
  }

  /**
   * The largest f_i − C_ij of every column over the rows that have mass.
   *
   * @param a n masses
   * @param f n potentials
   * @param reach receives m values
   */
  public void columnReach(double[] a, double[] f, double[] reach) {
    new CostScan(rows).columnReach(a, f, reach);
  }

  /**
   * Some rows of the plan of given potentials.
   *
   * @param epsilon ε
   * @param a n masses
   * @param f n potentials
   * @param g m potentials
   * @param logB m logarithms of masses, −∞ for none
   * @param from first row
   * @param to one past the last row
   * @param out receives the rows, row-major, from its start
   */
  public void plan(
      double epsilon,
      double[] a,
      double[] f,
      double[] g,
      double[] logB,
      int from,
      int to,
      float[] out) {
    SoftmaxTerms terms = SoftmaxTerms.of(epsilon, g, logB, kernel.padded(m));
    rows.forEach(
        from,
        to,
        (i, c, scratch, chunk) -> {
          kernel.weigh(scratch, terms, c, f[i]);
          scratch.writePlanRow(a[i], out, (i - from) * m);
        });
  }

  /**
   * The large entries of the plan of given potentials.
   *
   * @param epsilon ε
   * @param a n masses
   * @param f n potentials
   * @param g m potentials
   * @param logB m logarithms of masses, −∞ for none
   * @param least entries up to this share of a_i are left out
   * @param limit how many entries there may be
   * @return the entries, or nothing if there are more than the limit
   */
  public Optional<SparseRows> largeEntries(
      double epsilon, double[] a, double[] f, double[] g, double[] logB, double least, int limit) {
    SoftmaxTerms terms = SoftmaxTerms.of(epsilon, g, logB, kernel.padded(m));
    SoftmaxCollector collector = new SoftmaxCollector(n, m, rows.grain(), least, limit);
    rows.forEach(
        (i, c, scratch, chunk) -> {
          kernel.weigh(scratch, terms, c, f[i]);
          collector.add(scratch, i, a[i], 1, chunk);
        });
    return collector.entries();
  }
}
