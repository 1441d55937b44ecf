package org.otium.numerics;

import java.util.Arrays;

/** A list of columns and values that grows. */
final class SoftmaxEntries {
  int[] column = new int[1024];
  float[] value = new float[1024];
  int size;

  /** Makes room for some more entries. */
  void reserve(int more) {
    if (size + more > column.length) {
      int length = Math.max(size + more, column.length + (column.length >> 1));
      column = Arrays.copyOf(column, length);
      value = Arrays.copyOf(value, length);
    }
  }
}
