package org.otium.solvers.exact;

import java.util.Arrays;
import org.otium.api.Matrix;
import org.otium.api.TransportPlan;
import org.otium.numerics.ParallelLoop;
import org.otium.numerics.PlanArguments;

/**
 * A coupling stored by its entries, row by row with rising columns (CSR). A basic solution of an
 * n×m problem has at most n+m−1 of them.
 */
public final class SparsePlan implements TransportPlan {
  private static final int ROWS_PER_CHUNK = 64;

  private final int rows;
  private final int columns;
  private final int[] rowStart;
  private final int[] column;
  private final double[] mass;
  private final int threads;
  private final long memoryBudget;

  /** Receives the entries of a plan. */
  @FunctionalInterface
  public interface EntryConsumer {
    /**
     * Takes one entry.
     *
     * @param row source point i
     * @param column target point j
     * @param mass π_ij, positive
     */
    void accept(int row, int column, double mass);
  }

  private SparsePlan(
      int rows,
      int columns,
      int[] rowStart,
      int[] column,
      double[] mass,
      int threads,
      long memoryBudget) {
    this.rows = rows;
    this.columns = columns;
    this.rowStart = rowStart;
    this.column = column;
    this.mass = mass;
    this.threads = threads;
    this.memoryBudget = memoryBudget;
  }

  /**
   * Sorts entries into a plan.
   *
   * @param rows n
   * @param columns m
   * @param count how many entries there are
   * @param entryRow the row of each entry
   * @param entryColumn the column of each entry; no two entries share both
   * @param entryMass the mass of each entry; the arrays may be longer than {@code count}
   * @param threads how many threads products may use
   * @param memoryBudget how many bytes {@link #toMatrix} may take
   */
  static SparsePlan of(
      int rows,
      int columns,
      int count,
      int[] entryRow,
      int[] entryColumn,
      double[] entryMass,
      int threads,
      long memoryBudget) {
    int[] byColumn = new int[count];
    int[] next = starts(columns, count, entryColumn);
    for (int e = 0; e < count; e++) {
      byColumn[next[entryColumn[e]]++] = e;
    }
    int[] rowStart = starts(rows, count, entryRow);
    next = rowStart.clone();
    int[] column = new int[count];
    double[] mass = new double[count];
    for (int e : byColumn) {
      int at = next[entryRow[e]]++;
      column[at] = entryColumn[e];
      mass[at] = entryMass[e];
    }
    return new SparsePlan(rows, columns, rowStart, column, mass, threads, memoryBudget);
  }

  private static int[] starts(int keys, int count, int[] key) {
    int[] start = new int[keys + 1];
    for (int e = 0; e < count; e++) {
      start[key[e] + 1]++;
    }
    for (int k = 0; k < keys; k++) {
      start[k + 1] += start[k];
    }
    return start;
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public int columns() {
    return columns;
  }

  /**
   * How many pairs of points exchange mass.
   *
   * @return number of entries
   */
  public int entryCount() {
    return mass.length;
  }

  /**
   * Visits the entries row by row, columns rising.
   *
   * @param consumer takes each
   */
  public void forEachEntry(EntryConsumer consumer) {
    for (int i = 0; i < rows; i++) {
      for (int e = rowStart[i]; e < rowStart[i + 1]; e++) {
        consumer.accept(i, column[e], mass[e]);
      }
    }
  }

  @Override
  public double mass(int i, int j) {
    if (i < 0 || i >= rows || j < 0 || j >= columns) {
      throw new IndexOutOfBoundsException(
          "entry (" + i + ", " + j + ") of a " + rows + "×" + columns + " plan");
    }
    int e = Arrays.binarySearch(column, rowStart[i], rowStart[i + 1], j);
    return e < 0 ? 0 : mass[e];
  }

  @Override
  public double[] rowSums() {
    double[] sums = new double[rows];
    for (int i = 0; i < rows; i++) {
      for (int e = rowStart[i]; e < rowStart[i + 1]; e++) {
        sums[i] += mass[e];
      }
    }
    return sums;
  }

  @Override
  public double[] columnSums() {
    double[] sums = new double[columns];
    for (int e = 0; e < mass.length; e++) {
      sums[column[e]] += mass[e];
    }
    return sums;
  }

  @Override
  public Matrix applyTo(Matrix values) {
    return product(values, false);
  }

  @Override
  public Matrix barycentricProjection(Matrix targets) {
    return product(targets, true);
  }

  private Matrix product(Matrix values, boolean normalised) {
    PlanArguments.requireTargets(this, values);
    int width = values.columns();
    float[] in = values.array();
    float[] out = new float[Math.multiplyExact(rows, width)];
    ParallelLoop.run(
        threads,
        0,
        rows,
        ROWS_PER_CHUNK,
        (from, to) -> {
          double[] sum = new double[width];
          for (int i = from; i < to; i++) {
            Arrays.fill(sum, 0);
            double total = 0;
            for (int e = rowStart[i]; e < rowStart[i + 1]; e++) {
              double w = mass[e];
              int base = column[e] * width;
              total += w;
              for (int k = 0; k < width; k++) {
                sum[k] += w * in[base + k];
              }
            }
            double scale = normalised && total > 0 ? 1 / total : 1;
            for (int k = 0; k < width; k++) {
              out[i * width + k] = (float) (sum[k] * scale);
            }
          }
        });
    return Matrix.wrap(rows, width, out);
  }

  @Override
  public double[][] aggregate(int[] rowGroup, int rowGroups, int[] columnGroup, int columnGroups) {
    PlanArguments.requireGroups(this, rowGroup, columnGroup);
    double[][] sums = new double[rowGroups][columnGroups];
    forEachEntry((i, j, w) -> sums[rowGroup[i]][columnGroup[j]] += w);
    return sums;
  }

  @Override
  public int[] rowArgmax() {
    int[] best = new int[rows];
    for (int i = 0; i < rows; i++) {
      double max = 0;
      for (int e = rowStart[i]; e < rowStart[i + 1]; e++) {
        if (mass[e] > max) {
          max = mass[e];
          best[i] = column[e];
        }
      }
    }
    return best;
  }

  @Override
  public Matrix toMatrix() {
    PlanArguments.requireStorable(this, memoryBudget);
    float[] values = new float[rows * columns];
    forEachEntry((i, j, w) -> values[i * columns + j] = (float) w);
    return Matrix.wrap(rows, columns, values);
  }

  @Override
  public String toString() {
    return "SparsePlan[" + rows + "×" + columns + ", " + mass.length + " entries]";
  }
}
