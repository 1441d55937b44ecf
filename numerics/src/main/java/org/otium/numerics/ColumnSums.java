package org.otium.numerics;

import java.util.Arrays;

/**
 * Sums of the columns of a plan, one array for each chunk of rows; chunks are added up in order,
 * whatever thread they were on.
 */
final class ColumnSums {
  private final int chunks;
  private final int columns;
  private double[][] partials = new double[0][];

  ColumnSums(int chunks, int columns) {
    this.chunks = chunks;
    this.columns = columns;
  }

  /** Makes all sums zero. */
  void clear() {
    if (partials.length == 0) {
      partials = new double[chunks][columns];
    }
    for (double[] part : partials) {
      Arrays.fill(part, 0);
    }
  }

  /** Takes over what a thread has summed of a chunk. */
  void drain(SoftmaxKernel.Scratch scratch, int chunk) {
    scratch.drainColumns(partials[chunk]);
  }

  /** Writes the sums over all chunks. */
  void addUp(double[] sums) {
    Arrays.fill(sums, 0);
    for (double[] part : partials) {
      for (int j = 0; j < sums.length; j++) {
        sums[j] += part[j];
      }
    }
  }
}
