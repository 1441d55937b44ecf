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

  /**
   * Row sums above this are trusted; in others the terms that a kernel drops would show, and they
   * are recomputed around the maximum of the row.
   */
  private static final double LEAST_TRUSTED = 1e-8;

  /**
   * Row sums below this are trusted: no kernel cuts off terms so small, and floats still give them
   * to 1e-6. Where ε falls to a quarter, weights are raised to the fourth power, so that sums come
   * near n³ for a moment.
   */
  private static final double LARGEST_TRUSTED = 0x1p50;

  private final SoftmaxRows rows;
  private final SoftmaxKernel kernel;
  private final int n;
  private final int m;
  private double[][] partials = new double[0][];

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
    double[][] parts = new double[rows.chunks()][3];
    for (double[] part : parts) {
      part[0] = Double.POSITIVE_INFINITY;
      part[1] = Double.NEGATIVE_INFINITY;
    }
    rows.forEach(
        (i, c, scratch, chunk) -> {
          double[] row = new double[3];
          kernel.summarize(c, m, row);
          if (!Double.isFinite(row[2])) {
            row[2] = finiteSum(i);
          }
          double[] part = parts[chunk];
          part[0] = Math.min(part[0], row[0]);
          part[1] = Math.max(part[1], row[1]);
          part[2] += row[2];
        });
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    double sum = 0;
    for (double[] part : parts) {
      min = Math.min(min, part[0]);
      max = Math.max(max, part[1]);
      sum += part[2];
    }
    return new CostSummary(min, max, sum / ((double) n * m));
  }

  private double finiteSum(int row) {
    double[] c = new double[m];
    fill(row, row + 1, c);
    double sum = 0;
    for (int j = 0; j < m; j++) {
      double value = c[j];
      if (!Double.isFinite(value)) {
        throw new InvalidInputException(
            "the cost of moving point " + row + " to point " + j + " is " + value,
            "Costs must be finite: check features "
                + row
                + " of the first and "
                + j
                + " of the second measure for missing or infinite values.");
      }
      sum += value;
    }
    return sum;
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
    double[][] columns = clearedPartials();
    rows.forEach(
        (i, c, scratch, chunk) -> {
          double sum = weighSafely(scratch, terms, c, f, i);
          double log = Math.log(sum);
          double pull = inversePenalty * f[i];
          double residual = log + pull;
          double step = damping * (relaxation == 1 ? 1 : safeRelaxation(residual, relaxation));
          f[i] -= step * epsilon * residual;
          rowSums[i] = step == 1 ? 1 : Math.exp((1 - step) * log - step * pull);
          scratch.addToColumns(a[i] / sum * rowSums[i]);
          collector.add(scratch, i, a[i] / sum * rowSums[i], sum, chunk);
        },
        (scratch, chunk) -> scratch.drainColumns(columns[chunk]));
    combine(columns, columnSums);
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
          double sum = weighSafely(scratch, terms, c, stabilised, i);
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
    double[][] columns = clearedPartials();
    double[] costs = new double[n];
    rows.forEach(
        (i, c, scratch, chunk) -> {
          rowSums[i] = a[i] * kernel.weigh(scratch, terms, c, f[i]);
          costs[i] = a[i] * scratch.costOfWeights(c);
          scratch.addToColumns(a[i]);
        },
        (scratch, chunk) -> scratch.drainColumns(columns[chunk]));
    combine(columns, columnSums);
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
    float[][] maxima = new float[rows.chunks()][m];
    for (float[] part : maxima) {
      Arrays.fill(part, Float.NEGATIVE_INFINITY);
    }
    rows.forEach(
        (i, c, scratch, chunk) -> {
          if (a[i] > 0) {
            kernel.raiseReach(maxima[chunk], c, f[i]);
          }
        });
    Arrays.fill(reach, Double.NEGATIVE_INFINITY);
    for (float[] part : maxima) {
      for (int j = 0; j < m; j++) {
        reach[j] = Math.max(reach[j], part[j]);
      }
    }
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

  private double weighSafely(
      SoftmaxKernel.Scratch scratch, SoftmaxTerms terms, CostRow c, double[] f, int i) {
    double sum = kernel.weigh(scratch, terms, c, f[i]);
    if (sum > LEAST_TRUSTED && sum < LARGEST_TRUSTED) {
      return sum;
    }
    f[i] -= terms.epsilon * kernel.largestExponent(terms, c, f[i]);
    return kernel.weigh(scratch, terms, c, f[i]);
  }

  private double[][] clearedPartials() {
    if (partials.length == 0) {
      partials = new double[rows.chunks()][m];
    }
    for (double[] part : partials) {
      Arrays.fill(part, 0);
    }
    return partials;
  }

  private static void combine(double[][] partials, double[] sums) {
    Arrays.fill(sums, 0);
    for (double[] part : partials) {
      for (int j = 0; j < sums.length; j++) {
        sums[j] += part[j];
      }
    }
  }
}
