package org.otium.numerics;

import java.util.Arrays;
import org.otium.api.InvalidInputException;

/** What is found out by going over a cost once, without weighing its entries. */
final class CostScan {
  private final SoftmaxRows rows;
  private final SoftmaxKernel kernel;
  private final int n;
  private final int m;

  CostScan(SoftmaxRows rows) {
    this.rows = rows;
    this.kernel = rows.kernel();
    this.n = rows.count();
    this.m = rows.width();
  }

  /** The range of a cost that is finite; refuses others. */
  CostSummary summarize() {
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
    rows.fill(row, row + 1, c);
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

  /** reach_j ← max f_i − C_ij over the rows that have mass. */
  void columnReach(double[] a, double[] f, double[] reach) {
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
}
