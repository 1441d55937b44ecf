package org.otium.solvers.exact;

import java.util.concurrent.atomic.AtomicLong;
import org.otium.api.CostMatrix;
import org.otium.api.InvalidInputException;
import org.otium.numerics.MemoryText;
import org.otium.numerics.ParallelLoop;

/**
 * All costs of a problem in one array, known to be finite.
 *
 * @param rows n
 * @param columns m
 * @param values row-major, read-only
 * @param largest max |C_ij|
 */
@SuppressWarnings("ArrayRecordComponent") // a view of the problem's own array
record CostInMemory(int rows, int columns, float[] values, double largest) {
  private static final int VALUES_PER_CHUNK = 1 << 18;

  /**
   * Reads a cost.
   *
   * @param cost stored or tiled
   * @param threads how many threads may work
   * @param memoryBudget how many bytes a tiled cost may take when it is stored
   * @return the costs
   * @throws InvalidInputException if one is not finite, or they do not fit
   */
  static CostInMemory of(CostMatrix cost, int threads, long memoryBudget) {
    int n = cost.rows();
    int m = cost.columns();
    int grain = Math.max(1, VALUES_PER_CHUNK / Math.max(1, m));
    float[] values =
        switch (cost) {
          case CostMatrix.Stored stored -> stored.values().array();
          case CostMatrix.Tiled tiled -> store(tiled, threads, memoryBudget, grain);
        };
    float[] largest = new float[(n + grain - 1) / grain];
    AtomicLong broken = new AtomicLong(Long.MAX_VALUE);
    ParallelLoop.run(
        threads,
        0,
        n,
        grain,
        (from, to) -> {
          float max = 0;
          for (int k = from * m; k < to * m; k++) {
            float size = Math.abs(values[k]);
            if (!(size <= Float.MAX_VALUE)) {
              broken.accumulateAndGet(k, Math::min);
              return;
            }
            max = Math.max(max, size);
          }
          largest[from / grain] = max;
        });
    if (broken.get() != Long.MAX_VALUE) {
      int at = (int) broken.get();
      throw new InvalidInputException(
          "the cost of moving point " + at / m + " to point " + at % m + " is " + values[at],
          "Costs must be finite; look for NaN, infinite or huge features.");
    }
    float max = 0;
    for (float part : largest) {
      max = Math.max(max, part);
    }
    return new CostInMemory(n, m, values, max);
  }

  private static float[] store(CostMatrix.Tiled cost, int threads, long memoryBudget, int grain) {
    int n = cost.rows();
    int m = cost.columns();
    long bytes = (long) n * m * Float.BYTES;
    if (bytes > memoryBudget || (long) n * m > Integer.MAX_VALUE - 8) {
      throw new InvalidInputException(
          "an exact solve of "
              + n
              + " × "
              + m
              + " points needs all costs in memory: "
              + MemoryText.of(bytes)
              + " of a budget of "
              + MemoryText.of(memoryBudget),
          "Use the sinkhorn solver, solve on a sample of the points, or raise the memory budget"
              + " (at most 2147483639 costs).");
    }
    float[] values = new float[n * m];
    ParallelLoop.run(
        threads,
        0,
        n,
        grain,
        (from, to) -> {
          float[] tile = new float[(to - from) * m];
          cost.fill(from, to, tile);
          System.arraycopy(tile, 0, values, from * m, tile.length);
        });
    return values;
  }

  /**
   * The costs between some of the points; these costs themselves if all are asked for.
   *
   * @param keptRows row indices
   * @param keptColumns column indices
   * @return the smaller problem's costs
   */
  CostInMemory select(int[] keptRows, int[] keptColumns) {
    if (keptRows.length == rows && keptColumns.length == columns) {
      return this;
    }
    float[] selected = new float[keptRows.length * keptColumns.length];
    int at = 0;
    for (int i : keptRows) {
      for (int j : keptColumns) {
        selected[at++] = values[i * columns + j];
      }
    }
    return new CostInMemory(keptRows.length, keptColumns.length, selected, largest);
  }
}
