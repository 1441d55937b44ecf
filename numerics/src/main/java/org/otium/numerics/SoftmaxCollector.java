package org.otium.numerics;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Keeps the large entries that a pass meets, chunk by chunk, in the order of the rows. */
final class SoftmaxCollector {
  /** Keeps nothing. */
  static final SoftmaxCollector NONE = new SoftmaxCollector(0, 0, 1, 0, 0);

  private final int rows;
  private final int columns;
  private final int grain;
  private final double least;
  private final int limit;
  private final SoftmaxEntries[] parts;
  private final int[] start;
  private final AtomicLong total = new AtomicLong();

  /** Of chunks of {@code grain} rows, keeps at most {@code limit} entries in all. */
  SoftmaxCollector(int rows, int columns, int grain, double least, int limit) {
    this.rows = rows;
    this.columns = columns;
    this.grain = grain;
    this.least = least;
    this.limit = limit;
    parts = new SoftmaxEntries[(rows + grain - 1) / grain];
    Arrays.setAll(parts, k -> new SoftmaxEntries());
    start = new int[rows + 1];
  }

  /** Keeps the entries of row i that are more than a share of the sum of its weights. */
  void add(SoftmaxKernel.Scratch scratch, int i, double scale, double sum, int chunk) {
    // once over the limit nothing will be returned, whatever the order of the rows was
    if (rows == 0 || total.get() > limit) {
      return;
    }
    SoftmaxEntries part = parts[chunk];
    int before = part.size;
    scratch.collect(scale, (float) (least * sum), part);
    start[i + 1] = part.size;
    total.addAndGet(part.size - before);
  }

  /** What was kept, or nothing if it was more than the limit. */
  Optional<SparseRows> entries() {
    if (total.get() > limit) {
      return Optional.empty();
    }
    int[] column = new int[total.intValue()];
    float[] value = new float[column.length];
    int at = 0;
    for (int k = 0; k < parts.length; k++) {
      System.arraycopy(parts[k].column, 0, column, at, parts[k].size);
      System.arraycopy(parts[k].value, 0, value, at, parts[k].size);
      for (int i = k * grain; i < Math.min(rows, (k + 1) * grain); i++) {
        start[i + 1] += at;
      }
      at += parts[k].size;
    }
    return Optional.of(new SparseRows(rows, columns, start, column, value));
  }
}
