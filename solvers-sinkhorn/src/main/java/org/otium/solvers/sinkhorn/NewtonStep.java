package org.otium.solvers.sinkhorn;

import java.util.Arrays;
import java.util.Optional;
import org.otium.numerics.ParallelLoop;
import org.otium.numerics.SoftmaxPass;
import org.otium.numerics.SparseRows;

/**
 * Newton's method for the columns: with the rows scaled to their masses, the column sums c depend
 * on g alone, and {@code log c = log b} is solved to first order by {@code (diag c − Pᵀ diag(1/a)
 * P) δ = c log(b/c)}, g moving by εδ. Small entries of P are left out, which does not change the
 * solution, only the way (Tang et al. 2024). The matrix is a graph Laplacian; it is solved by
 * conjugate gradients with its diagonal as preconditioner, after {@code μ diag b} is added so that
 * parts of the plan that hardly touch stay in place.
 *
 * <p>With penalties ρ instead of constraints, b becomes b exp(−g/ρ), PᵀP is damped by ρ/(ρ + ε),
 * and (ε/ρ) b exp(−g/ρ) joins the diagonal: the derivatives of what the sums are asked for.
 */
final class NewtonStep {
  /**
   * Shares of a row that are small enough to leave out. The first loses nothing that shows; with
   * the last, an error still falls to a tenth in a step.
   */
  private static final double[] LEAST_OF_FLOATS = {1e-6, 1e-5, 1e-4};

  /** Doubles resolve errors that are all in couplings too weak for floats to see. */
  private static final double[] LEAST_OF_DOUBLES = {1e-11, 1e-5, 1e-4};

  /**
   * Relative residual of the linear system, near the solution and on the way: steps are cheap next
   * to passes, but not free.
   */
  private static final double FINE_RESIDUAL = 3e-2;

  private static final double COARSE_RESIDUAL = 1e-1;

  private static final int MAX_PRODUCTS = 1000;

  /** Columns further from their mass than this, in logarithms, are not linear at all. */
  private static final double MAX_LOG_RATIO = 5;

  /** Near the solution, and far from it, where steps with less would only be taken back. */
  private static final double FINE_DAMPING = 1e-3;

  private static final double COARSE_DAMPING = 3e-2;
  private static final double MIN_DAMPING_OF_FLOATS = 1e-9;
  private static final double MIN_DAMPING_OF_DOUBLES = 1e-14;

  /** A plan of so many entries is small whatever its shape. */
  private static final int SMALL = 1 << 17;

  /** Above this share of all entries, a product costs as much as a pass. */
  private static final int SPARSE = 32;

  /** The share that is worth it where passes get nowhere: dense blocks that hardly touch. */
  private static final int DENSE = 4;

  private static final int CHUNKS = 4;

  private static final int MAX_ENTRIES = 1 << 24;

  private final SinkhornState state;
  private final double[] leastShares;
  private final double minDamping;
  private final int sparseLimit;
  private final int denseLimit;
  private final double[] delta;
  private final double[] residual;
  private final double[] scaled;
  private final double[] direction;
  private final double[] product;
  private final double[] diagonal;
  private final double[] keptRows;
  private final double[] savedF;
  private final double[] savedG;
  private final double[] savedColumns;
  private final double[] savedRows;
  private final double[] asked;

  /** What chunks of rows add to a product; as many whatever the number of threads. */
  private double[][] partials = new double[0][];

  private SparseRows plan = new SparseRows(0, 0, new int[1], new int[0], new float[0]);
  private double damping = FINE_DAMPING;
  private double relativeResidual = FINE_RESIDUAL;
  private int limit;
  private int least;
  private boolean isReady;
  private SparseRows base = plan;

  NewtonStep(SinkhornState state) {
    this.state = state;
    leastShares = state.pass.sumsDoubles() ? LEAST_OF_DOUBLES : LEAST_OF_FLOATS;
    minDamping = state.pass.sumsDoubles() ? MIN_DAMPING_OF_DOUBLES : MIN_DAMPING_OF_FLOATS;
    int n = state.a.length;
    int m = state.b.length;
    sparseLimit = (int) Math.max(SMALL, Math.min(MAX_ENTRIES, (long) n * m / SPARSE));
    denseLimit = (int) Math.max(SMALL, Math.min(MAX_ENTRIES, (long) n * m / DENSE));
    limit = sparseLimit;
    delta = new double[m];
    residual = new double[m];
    scaled = new double[m];
    direction = new double[m];
    product = new double[m];
    diagonal = new double[m];
    keptRows = new double[n];
    savedF = new double[n];
    savedG = new double[m];
    savedColumns = new double[m];
    savedRows = new double[n];
    asked = new double[m];
  }

  /**
   * Forgets what was learned at another ε.
   *
   * @param coarse whether a rough solution is all that is wanted, so that cheap steps with few
   *     entries will do
   */
  void restart(boolean coarse) {
    damping = coarse ? COARSE_DAMPING : FINE_DAMPING;
    relativeResidual = coarse ? COARSE_RESIDUAL : FINE_RESIDUAL;
    least = coarse ? leastShares.length - 1 : 0;
    limit = sparseLimit;
    isReady = false;
  }

  /** Allows for a plan of more entries; whether that changed anything. */
  boolean admitDense() {
    boolean more = limit < denseLimit;
    limit = denseLimit;
    least = more ? 1 : least;
    return more;
  }

  /** Whether the plan has too many large entries at this ε. */
  boolean isHopeless() {
    return least >= leastShares.length;
  }

  /** Scales the rows like {@link SoftmaxPass#scaleRows} and keeps the plan for the next step. */
  void scaleRows(double epsilon) {
    Optional<SparseRows> entries =
        state.pass.scaleRowsAndCollect(
            epsilon,
            state.inversePenalty,
            state.a,
            state.f,
            state.g,
            state.logB,
            state.rowSums,
            state.columnSums,
            leastShares[Math.min(least, leastShares.length - 1)],
            limit);
    isReady = entries.isPresent();
    if (isReady) {
      plan = entries.get();
    } else {
      least++;
    }
  }

  /** Whether the plan of the last scaling is there to step from. */
  boolean isReady() {
    return isReady;
  }

  /** Takes the current potentials and plan as the point to step from. */
  void begin() {
    base = plan;
    System.arraycopy(state.f, 0, savedF, 0, savedF.length);
    System.arraycopy(state.g, 0, savedG, 0, savedG.length);
    System.arraycopy(state.columnSums, 0, savedColumns, 0, savedColumns.length);
    System.arraycopy(state.rowSums, 0, savedRows, 0, savedRows.length);
    for (int j = 0; j < asked.length; j++) {
      asked[j] = state.b[j] * state.share(state.g[j]);
    }
  }

  /**
   * Moves g from where the step began.
   *
   * @return the gain of the dual value to first order
   */
  double move(double epsilon) {
    solve(epsilon);
    double gain = 0;
    for (int j = 0; j < delta.length; j++) {
      state.g[j] = savedG[j] + epsilon * delta[j];
      gain += (asked[j] - savedColumns[j]) * delta[j];
    }
    return epsilon * gain;
  }

  /** Puts everything back to where the step began; new steps need a new plan. */
  void restore() {
    System.arraycopy(savedF, 0, state.f, 0, savedF.length);
    System.arraycopy(savedG, 0, state.g, 0, savedG.length);
    System.arraycopy(savedColumns, 0, state.columnSums, 0, savedColumns.length);
    System.arraycopy(savedRows, 0, state.rowSums, 0, savedRows.length);
    isReady = false;
  }

  /** Leaves the next steps to plain updates. */
  void pause() {
    isReady = false;
  }

  /** Damps the next steps less. */
  void trustMore() {
    damping = Math.max(minDamping, 0.1 * damping);
  }

  /** Damps the next steps more. */
  void trustLess() {
    damping = Math.min(1, 6 * damping);
  }

  /** Solves for δ by conjugate gradients. */
  private void solve(double epsilon) {
    sumKeptEntries(epsilon);
    double share = state.damping(epsilon);
    double[] b = asked;
    int m = b.length;
    double total = 0;
    double sum = 0;
    for (int j = 0; j < m; j++) {
      double c = savedColumns[j];
      residual[j] =
          b[j] == 0 ? 0 : c * Math.clamp(Math.log(b[j] / c), -MAX_LOG_RATIO, MAX_LOG_RATIO);
      sum += residual[j];
      total += b[j];
    }
    double energy = 0;
    for (int j = 0; j < m; j++) {
      if (state.isBalanced()) {
        residual[j] -= sum / total * b[j];
      }
      delta[j] = 0;
      scaled[j] = b[j] == 0 ? 0 : residual[j] / diagonal[j];
      direction[j] = scaled[j];
      energy += residual[j] * scaled[j];
    }
    double target = relativeResidual * relativeResidual * energy;
    for (int k = 0; k < MAX_PRODUCTS && energy > target; k++) {
      multiply(share);
      double curvature = 0;
      for (int j = 0; j < m; j++) {
        curvature += direction[j] * product[j];
      }
      if (!(curvature > 0)) {
        return;
      }
      double step = energy / curvature;
      double next = 0;
      for (int j = 0; j < m; j++) {
        delta[j] += step * direction[j];
        residual[j] -= step * product[j];
        scaled[j] = b[j] == 0 ? 0 : residual[j] / diagonal[j];
        next += residual[j] * scaled[j];
      }
      double keep = next / energy;
      for (int j = 0; j < m; j++) {
        direction[j] = scaled[j] + keep * direction[j];
      }
      energy = next;
    }
  }

  private void sumKeptEntries(double epsilon) {
    int[] start = base.start();
    int[] column = base.column();
    float[] value = base.value();
    for (int j = 0; j < diagonal.length; j++) {
      diagonal[j] = (damping + epsilon * state.inversePenalty) * asked[j];
    }
    for (int i = 0; i < keptRows.length; i++) {
      double row = 0;
      for (int e = start[i]; e < start[i + 1]; e++) {
        row += value[e];
        diagonal[column[e]] += value[e];
      }
      keptRows[i] = row;
    }
  }

  /** product ← (diagonal − share·Pᵀ diag(1/row sums) P) direction. */
  private void multiply(double share) {
    int rows = keptRows.length;
    for (int j = 0; j < product.length; j++) {
      product[j] = diagonal[j] * direction[j];
    }
    // small plans are done before another thread has woken up
    if (base.entries() <= SMALL) {
      subtract(share, 0, rows, product);
      return;
    }
    if (partials.length == 0) {
      partials = new double[CHUNKS][product.length];
    }
    int grain = (rows + CHUNKS - 1) / CHUNKS;
    int parts = (rows + grain - 1) / grain;
    ParallelLoop.run(
        state.pass.threads(),
        0,
        rows,
        grain,
        (from, to) -> {
          double[] part = partials[from / grain];
          Arrays.fill(part, 0);
          subtract(share, from, to, part);
        });
    for (int k = 0; k < parts; k++) {
      for (int j = 0; j < product.length; j++) {
        product[j] += partials[k][j];
      }
    }
  }

  private void subtract(double share, int first, int last, double[] out) {
    int[] start = base.start();
    int[] column = base.column();
    float[] value = base.value();
    for (int i = first; i < last; i++) {
      int from = start[i];
      int to = start[i + 1];
      if (from < to && keptRows[i] > 0) {
        double mean = 0;
        for (int e = from; e < to; e++) {
          mean += value[e] * direction[column[e]];
        }
        mean = share * mean / keptRows[i];
        for (int e = from; e < to; e++) {
          out[column[e]] -= value[e] * mean;
        }
      }
    }
  }
}
