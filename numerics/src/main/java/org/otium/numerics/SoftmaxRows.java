package org.otium.numerics;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import org.otium.api.CostMatrix;

/**
 * The rows of a cost, stored or tiled, in single or double precision, gone over by several threads
 * with scratch memory that is used again. Chunks of rows do not depend on the number of threads.
 */
final class SoftmaxRows {
  private static final int MAX_CHUNKS = 64;
  private static final int MIN_CHUNKS = 2;

  /**
   * Bytes that the column sums of all chunks may take together: a wide cost has fewer chunks. It is
   * no setting and not taken from the machine, as the results depend on the chunks.
   */
  static final long SUMS_BYTES = 1L << 27;

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
  interface RowBody {
    void row(int i, CostRow cost, SoftmaxKernel.Scratch scratch, int chunk);
  }

  /** Takes what a chunk has summed up, every so many rows and at its end. */
  @FunctionalInterface
  interface SumsDrain {
    void drain(SoftmaxKernel.Scratch scratch, int chunk);
  }

  SoftmaxRows(CostMatrix cost, int threads, SoftmaxKernel kernel, @Nullable DoubleCost doubles) {
    this.cost = cost;
    this.n = cost.rows();
    this.m = cost.columns();
    this.threads = threads;
    this.grain = grain(n, m);
    this.kernel = kernel;
    this.doubles = doubles;
  }

  private static int grain(int rows, int columns) {
    int width = Math.max(1, columns);
    int most = Math.clamp(SUMS_BYTES / ((long) Double.BYTES * width), MIN_CHUNKS, MAX_CHUNKS);
    int byCount = (rows + most - 1) / most;
    return Math.max(1, Math.max(byCount, (MIN_CHUNK_ENTRIES + columns - 1) / width));
  }

  /** How many chunks the rows of a cost are cut into. */
  static int chunks(int rows, int columns) {
    int grain = grain(rows, columns);
    return (rows + grain - 1) / grain;
  }

  /** The same rows with scratch memory of their own. */
  SoftmaxRows another() {
    return new SoftmaxRows(cost, threads, kernel, doubles);
  }

  SoftmaxKernel kernel() {
    return kernel;
  }

  int count() {
    return n;
  }

  /** Entries of a row. */
  int width() {
    return m;
  }

  int threads() {
    return threads;
  }

  /** Rows of a chunk. */
  int grain() {
    return grain;
  }

  int chunks() {
    return (n + grain - 1) / grain;
  }

  void forEach(RowBody body) {
    forEach(body, (scratch, chunk) -> {});
  }

  /** Goes over all rows, chunk by chunk. */
  void forEach(RowBody body, SumsDrain drain) {
    ParallelLoop.run(threads, 0, n, grain, (from, to) -> rows(from, to, from / grain, body, drain));
  }

  /** Goes over some rows that nothing is summed of. */
  void forEach(int first, int last, RowBody body) {
    int rowsAChunk = Math.max(1, MIN_CHUNK_ENTRIES / m);
    ParallelLoop.run(
        threads,
        first,
        last,
        rowsAChunk,
        (from, to) -> rows(from, to, 0, body, (scratch, chunk) -> {}));
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

  /** Copies or computes some rows. */
  void fill(int from, int to, double[] out) {
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

  /** C_ij. */
  double cost(int i, int j) {
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
}
