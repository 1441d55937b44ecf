package org.otium.numerics;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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

  /** Row sums in this range are trusted; others are recomputed around the maximum of the row. */
  private static final double TRUSTED = 1e8;

  private static final int MAX_CHUNKS = 64;
  private static final int MIN_CHUNK_ENTRIES = 1 << 14;
  private static final int TILE_ENTRIES = 1 << 18;

  /**
   * Rows after which sums of floats move on to doubles. Equal terms round the same way every time:
   * thousands of them in a row, as many points with few targets have, would be off by 1e-5.
   */
  private static final int ROWS_A_SUM = 128;

  private final CostMatrix cost;
  private final int n;
  private final int m;
  private final int threads;
  private final int grain;
  private final SoftmaxKernel kernel;
  private final @Nullable DoubleCost doubles;
  private final ArrayDeque<Buffers> idle = new ArrayDeque<>();
  private double[][] partials = new double[0][];

  /** What one thread needs. */
  private static final class Buffers {
    final SoftmaxKernel.Scratch scratch;
    final CostRow row = new CostRow();
    float[] tile = new float[0];
    double[] doubleTile = new double[0];

    Buffers(SoftmaxKernel.Scratch scratch) {
      this.scratch = scratch;
    }
  }

  /** Does the work of one row of the cost. */
  @FunctionalInterface
  private interface RowBody {
    void row(int i, CostRow cost, SoftmaxKernel.Scratch scratch, int chunk);
  }

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
        cost,
        threads,
        kernel(precision),
        precision == Precision.FLOAT64 ? new DoubleCost(cost, threads, memoryBudget) : null);
  }

  private SoftmaxPass(
      CostMatrix cost, int threads, SoftmaxKernel kernel, @Nullable DoubleCost doubles) {
    this.cost = cost;
    this.n = cost.rows();
    this.m = cost.columns();
    this.threads = threads;
    int byCount = (n + MAX_CHUNKS - 1) / MAX_CHUNKS;
    this.grain = Math.max(1, Math.max(byCount, (MIN_CHUNK_ENTRIES + m - 1) / Math.max(1, m)));
    this.kernel = kernel;
    this.doubles = doubles;
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
   * Passes over the same cost, in the same precision, with scratch memory of their own.
   *
   * @return passes that may run while those of this object do
   */
  public SoftmaxPass another() {
    return new SoftmaxPass(cost, threads, kernel, doubles);
  }

  /**
   * Copies or computes some rows of the cost as the passes see them.
   *
   * @param from first row
   * @param to one past the last row
   * @param out receives the rows, row-major, from its start
   */
  public void fill(int from, int to, double[] out) {
    if (doubles != null) {
      doubles.fill(from, to, out);
      return;
    }
    float[] rows = new float[(to - from) * m];
    cost.fill(from, to, rows);
    for (int k = 0; k < rows.length; k++) {
      out[k] = rows[k];
    }
  }

  /**
   * One cost as the passes see it.
   *
   * @param i source point
   * @param j target point
   * @return C_ij
   */
  public double cost(int i, int j) {
    if (doubles == null && cost instanceof CostMatrix.Stored stored) {
      return stored.values().get(i, j);
    }
    if (doubles != null && doubles.isHeld()) {
      return doubles.held()[i * m + j];
    }
    double[] row = new double[m];
    fill(i, i + 1, row);
    return row[j];
  }

  /**
   * Reads the whole cost and refuses what is not finite.
   *
   * @return its range
   * @throws InvalidInputException naming the position of a NaN or infinite cost
   */
  public CostSummary summarize() {
    double[][] parts = new double[chunks()][3];
    for (double[] part : parts) {
      part[0] = Double.POSITIVE_INFINITY;
      part[1] = Double.NEGATIVE_INFINITY;
    }
    forEachRow(
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
    SoftmaxCollector collector = new SoftmaxCollector(n, m, grain, least, limit);
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
    forEachRow(
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
    forEachRow(
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
    forEachRow(
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
    float[][] maxima = new float[chunks()][m];
    for (float[] part : maxima) {
      Arrays.fill(part, Float.NEGATIVE_INFINITY);
    }
    forEachRow(
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
    int rowsAChunk = Math.max(1, MIN_CHUNK_ENTRIES / m);
    ParallelLoop.run(
        threads,
        from,
        to,
        rowsAChunk,
        (begin, end) ->
            rows(
                begin,
                end,
                0,
                (i, c, scratch, chunk) -> {
                  kernel.weigh(scratch, terms, c, f[i]);
                  scratch.writePlanRow(a[i], out, (i - from) * m);
                },
                (scratch, chunk) -> {}));
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
    SoftmaxCollector collector = new SoftmaxCollector(n, m, grain, least, limit);
    forEachRow(
        (i, c, scratch, chunk) -> {
          kernel.weigh(scratch, terms, c, f[i]);
          collector.add(scratch, i, a[i], 1, chunk);
        });
    return collector.entries();
  }

  private double weighSafely(
      SoftmaxKernel.Scratch scratch, SoftmaxTerms terms, CostRow c, double[] f, int i) {
    double sum = kernel.weigh(scratch, terms, c, f[i]);
    if (sum > 1 / TRUSTED && sum < TRUSTED) {
      return sum;
    }
    f[i] -= terms.epsilon * kernel.largestExponent(terms, c, f[i]);
    return kernel.weigh(scratch, terms, c, f[i]);
  }

  private int chunks() {
    return (n + grain - 1) / grain;
  }

  /** Takes what a chunk has summed up, every so many rows and at its end. */
  @FunctionalInterface
  private interface SumsDrain {
    void drain(SoftmaxKernel.Scratch scratch, int chunk);
  }

  private void forEachRow(RowBody body) {
    forEachRow(body, (scratch, chunk) -> {});
  }

  private void forEachRow(RowBody body, SumsDrain drain) {
    ParallelLoop.run(threads, 0, n, grain, (from, to) -> rows(from, to, from / grain, body, drain));
  }

  private void rows(int from, int to, int chunk, RowBody body, SumsDrain drain) {
    // after an exception the scratch memory is not given back: it may hold half a chunk
    Buffers buffers = borrow();
    if (doubles != null) {
      rowsOfDoubles(doubles, from, to, chunk, body, drain, buffers);
    } else {
      rowsOfFloats(from, to, chunk, body, drain, buffers);
    }
    drain.drain(buffers.scratch, chunk);
    giveBack(buffers);
  }

  private void rowsOfDoubles(
      DoubleCost source,
      int from,
      int to,
      int chunk,
      RowBody body,
      SumsDrain drain,
      Buffers buffers) {
    int height = source.isHeld() ? to - from : tileHeight(from, to);
    if (!source.isHeld() && buffers.doubleTile.length < height * m) {
      buffers.doubleTile = new double[height * m];
    }
    for (int top = from; top < to; top += height) {
      int bottom = Math.min(to, top + height);
      if (!source.isHeld()) {
        source.fill(top, bottom, buffers.doubleTile);
      }
      for (int i = top; i < bottom; i++) {
        if (source.isHeld()) {
          buffers.row.set(source.held(), i * m);
        } else {
          buffers.row.set(buffers.doubleTile, (i - top) * m);
        }
        body.row(i, buffers.row, buffers.scratch, chunk);
        drainIfFull(i - from, buffers.scratch, chunk, drain);
      }
    }
  }

  private void rowsOfFloats(
      int from, int to, int chunk, RowBody body, SumsDrain drain, Buffers buffers) {
    float[] stored = cost instanceof CostMatrix.Stored all ? all.values().array() : new float[0];
    boolean isStored = cost instanceof CostMatrix.Stored;
    int height = isStored ? to - from : tileHeight(from, to);
    if (!isStored && buffers.tile.length < height * m) {
      buffers.tile = new float[height * m];
    }
    for (int top = from; top < to; top += height) {
      int bottom = Math.min(to, top + height);
      if (!isStored) {
        cost.fill(top, bottom, buffers.tile);
      }
      for (int i = top; i < bottom; i++) {
        float[] values = isStored ? stored : buffers.tile;
        int offset = isStored ? i * m : (i - top) * m;
        if (kernel.readsDoubles()) {
          buffers.row.set(widened(values, offset, buffers), 0);
        } else {
          buffers.row.set(values, offset);
        }
        body.row(i, buffers.row, buffers.scratch, chunk);
        drainIfFull(i - from, buffers.scratch, chunk, drain);
      }
    }
  }

  private int tileHeight(int from, int to) {
    return Math.min(to - from, Math.max(1, TILE_ENTRIES / m));
  }

  private double[] widened(float[] values, int offset, Buffers buffers) {
    if (buffers.doubleTile.length < m) {
      buffers.doubleTile = new double[m];
    }
    for (int j = 0; j < m; j++) {
      buffers.doubleTile[j] = values[offset + j];
    }
    return buffers.doubleTile;
  }

  private static void drainIfFull(
      int row, SoftmaxKernel.Scratch scratch, int chunk, SumsDrain drain) {
    if ((row + 1) % ROWS_A_SUM == 0) {
      drain.drain(scratch, chunk);
    }
  }

  private Buffers borrow() {
    synchronized (idle) {
      Buffers buffers = idle.poll();
      return buffers != null ? buffers : new Buffers(kernel.newScratch(m));
    }
  }

  private void giveBack(Buffers buffers) {
    synchronized (idle) {
      idle.push(buffers);
    }
  }

  private double[][] clearedPartials() {
    if (partials.length == 0) {
      partials = new double[chunks()][m];
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
