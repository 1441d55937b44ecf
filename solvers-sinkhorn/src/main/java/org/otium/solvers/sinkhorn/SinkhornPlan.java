package org.otium.solvers.sinkhorn;

import java.util.Arrays;
import java.util.Optional;
import org.otium.api.Compute;
import org.otium.api.CostMatrix;
import org.otium.api.KantorovichPotentials;
import org.otium.api.LinearAlgebra.Transpose;
import org.otium.api.Matrix;
import org.otium.api.TransportPlan;
import org.otium.numerics.ParallelLoop;
import org.otium.numerics.PlanArguments;
import org.otium.numerics.SoftmaxPass;
import org.otium.numerics.SparseRows;

/** The plan {@code π_ij = a_i b_j exp((f_i + g_j − C_ij)/ε)}, computed some rows at a time. */
final class SinkhornPlan implements TransportPlan {
  private static final int TILE_ENTRIES = 1 << 21;

  /** With fewer entries than one in this many, a plan is multiplied entry by entry. */
  private static final int SPARSE = 24;

  /** Entries up to this share of their row are left out of such a product. */
  private static final double NEGLIGIBLE = 1e-12;

  private static final int ROWS_A_CHUNK = 16;

  private final CostMatrix cost;
  private final double[] a;
  private final double[] b;
  private final double[] logB;
  private final double[] f;
  private final double[] g;
  private final double epsilon;
  private final double[] rowSums;
  private final double[] columnSums;
  private final SoftmaxPass passes;
  private final Compute compute;

  SinkhornPlan(
      CostMatrix cost,
      SinkhornState measured,
      KantorovichPotentials potentials,
      double epsilon,
      Compute compute) {
    this.cost = cost;
    this.a = measured.a;
    this.b = measured.b;
    this.f = potentials.f().clone();
    this.g = potentials.g().clone();
    this.epsilon = epsilon;
    this.compute = compute;
    this.passes = measured.pass;
    logB = new double[b.length];
    Arrays.setAll(logB, j -> Math.log(b[j]));
    rowSums = measured.rowSums.clone();
    columnSums = measured.columnSums.clone();
    for (int j = 0; j < b.length; j++) {
      columnSums[j] = b[j] == 0 ? 0 : columnSums[j];
    }
  }

  @Override
  public int rows() {
    return cost.rows();
  }

  @Override
  public int columns() {
    return cost.columns();
  }

  @Override
  public double mass(int i, int j) {
    if (a[i] == 0 || b[j] == 0) {
      return 0;
    }
    return a[i] * b[j] * Math.exp((f[i] + g[j] - passes.cost(i, j)) / epsilon);
  }

  @Override
  public double[] rowSums() {
    return rowSums.clone();
  }

  @Override
  public double[] columnSums() {
    return columnSums.clone();
  }

  @Override
  public Matrix applyTo(Matrix values) {
    PlanArguments.requireTargets(this, values);
    int k = values.columns();
    float[] out = new float[Math.multiplyExact(rows(), k)];
    Optional<SparseRows> entries = entries();
    if (entries.isPresent()) {
      multiplySparse(entries.get(), values, out);
    } else {
      multiplyDense(values, out);
    }
    return Matrix.wrap(rows(), k, out);
  }

  /** The entries that are not negligible in their row, if they are few. */
  private Optional<SparseRows> entries() {
    int limit = (int) Math.min(1L << 27, (long) rows() * columns() / SPARSE);
    return pass().largeEntries(epsilon, a, f, g, logB, NEGLIGIBLE, limit);
  }

  private SoftmaxPass pass() {
    return passes.another();
  }

  private void multiplyDense(Matrix values, float[] out) {
    int k = values.columns();
    int m = columns();
    forEachTile(
        (from, to, tile) ->
            compute
                .linearAlgebra()
                .gemm(
                    Transpose.NO,
                    Transpose.NO,
                    to - from,
                    k,
                    m,
                    1f,
                    tile,
                    0,
                    m,
                    values.array(),
                    0,
                    k,
                    0f,
                    out,
                    from * k,
                    k));
  }

  private void multiplySparse(SparseRows entries, Matrix values, float[] out) {
    int k = values.columns();
    float[] v = values.array();
    ParallelLoop.run(
        compute.threads(),
        0,
        rows(),
        ROWS_A_CHUNK,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            for (int e = entries.start()[i]; e < entries.start()[i + 1]; e++) {
              addScaled(entries.value()[e], v, entries.column()[e] * k, out, i * k, k);
            }
          }
        });
  }

  private static void addScaled(float s, float[] v, int vFrom, float[] out, int outFrom, int k) {
    for (int c = 0; c < k; c++) {
      out[outFrom + c] += s * v[vFrom + c];
    }
  }

  @Override
  public Matrix barycentricProjection(Matrix targets) {
    Matrix product = applyTo(targets);
    int k = targets.columns();
    float[] out = product.array();
    for (int i = 0; i < rows(); i++) {
      float scale = rowSums[i] > 0 ? (float) (1 / rowSums[i]) : 0;
      for (int c = i * k; c < (i + 1) * k; c++) {
        out[c] *= scale;
      }
    }
    return product;
  }

  @Override
  public double[][] aggregate(int[] rowGroup, int rowGroups, int[] columnGroup, int columnGroups) {
    PlanArguments.requireGroups(this, rowGroup, columnGroup);
    int m = columns();
    double[][] byRow = new double[rows()][columnGroups];
    forEachTile(
        (from, to, tile) ->
            ParallelLoop.run(
                compute.threads(),
                from,
                to,
                ROWS_A_CHUNK,
                (begin, end) -> {
                  for (int i = begin; i < end; i++) {
                    double[] sums = byRow[i];
                    int row = (i - from) * m;
                    for (int j = 0; j < m; j++) {
                      sums[columnGroup[j]] += tile[row + j];
                    }
                  }
                }));
    double[][] sums = new double[rowGroups][columnGroups];
    for (int i = 0; i < rows(); i++) {
      for (int c = 0; c < columnGroups; c++) {
        sums[rowGroup[i]][c] += byRow[i][c];
      }
    }
    return sums;
  }

  @Override
  public int[] rowArgmax() {
    int m = columns();
    int[] best = new int[rows()];
    forEachTile(
        (from, to, tile) ->
            ParallelLoop.run(
                compute.threads(),
                from,
                to,
                ROWS_A_CHUNK,
                (begin, end) -> {
                  for (int i = begin; i < end; i++) {
                    int row = (i - from) * m;
                    int argmax = 0;
                    for (int j = 1; j < m; j++) {
                      if (tile[row + j] > tile[row + argmax]) {
                        argmax = j;
                      }
                    }
                    best[i] = argmax;
                  }
                }));
    return best;
  }

  @Override
  public Matrix toMatrix() {
    PlanArguments.requireStorable(this, compute.memoryBudget());
    float[] out = new float[rows() * columns()];
    forEachTile(
        (from, to, tile) ->
            System.arraycopy(tile, 0, out, from * columns(), (to - from) * columns()));
    return Matrix.wrap(rows(), columns(), out);
  }

  /** Takes some rows of the plan. */
  @FunctionalInterface
  private interface TileBody {
    void tile(int from, int to, float[] rows);
  }

  private void forEachTile(TileBody body) {
    int m = columns();
    SoftmaxPass pass = pass();
    int height = Math.clamp(TILE_ENTRIES / m, 1, rows());
    float[] tile = new float[height * m];
    for (int from = 0; from < rows(); from += height) {
      int to = Math.min(rows(), from + height);
      pass.plan(epsilon, a, f, g, logB, from, to, tile);
      body.tile(from, to, tile);
    }
  }
}
