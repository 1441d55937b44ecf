package org.otium.api;

import java.util.Optional;

/**
 * What moving mass from each of n points to each of m points costs. Either stored, or filled in a
 * few rows at a time where n×m floats do not fit the memory budget.
 */
public sealed interface CostMatrix permits CostMatrix.Stored, CostMatrix.Tiled {
  /**
   * Number of source points.
   *
   * @return n
   */
  int rows();

  /**
   * Number of target points.
   *
   * @return m
   */
  int columns();

  /**
   * Copies or computes some rows.
   *
   * @param from first row
   * @param to one past the last row
   * @param out receives the rows, row-major, from its start; at least {@code (to − from) ×
   *     columns()} long
   */
  void fill(int from, int to, float[] out);

  /**
   * Copies or computes some rows in double precision. A cost that knows the points that it is made
   * of computes them anew; any other widens its floats.
   *
   * @param from first row
   * @param to one past the last row
   * @param out receives the rows, row-major, from its start; at least {@code (to − from) ×
   *     columns()} long
   */
  void fill(int from, int to, double[] out);

  /**
   * The cost between some of the points, computed or copied whenever it is read. Reading it reads
   * whole rows of this cost, unless {@link RowSource#select} knows better.
   *
   * @param rows source points, in the order wanted; shared and read-only by agreement
   * @param columns target points, in the order wanted; shared and read-only by agreement
   * @return {@code rows.length × columns.length} costs
   */
  Tiled select(int[] rows, int[] columns);

  /**
   * A stored cost over the given array itself; the caller hands the array over.
   *
   * @param rows n
   * @param columns m
   * @param values row-major, n×m
   * @return the cost
   */
  static Stored stored(int rows, int columns, float[] values) {
    return new Stored(Matrix.wrap(rows, columns, values));
  }

  /**
   * A stored cost that can be computed again in double precision.
   *
   * @param rows n
   * @param columns m
   * @param values row-major, n×m; handed over
   * @param source computes rows of the same cost
   * @return the cost
   */
  static Stored stored(int rows, int columns, float[] values, RowSource source) {
    return new Stored(Matrix.wrap(rows, columns, values), Optional.of(source));
  }

  /**
   * A cost that is computed whenever it is read.
   *
   * @param rows n
   * @param columns m
   * @param source computes rows; called from several threads
   * @return the cost
   */
  static Tiled tiled(int rows, int columns, RowSource source) {
    return new Tiled(rows, columns, source);
  }

  /** Computes rows of a cost; safe to call from several threads. */
  @FunctionalInterface
  interface RowSource {
    /**
     * Computes some rows.
     *
     * @param from first row
     * @param to one past the last row
     * @param out receives the rows, row-major, from its start
     */
    void fill(int from, int to, float[] out);

    /**
     * Computes some rows in double precision. A source that has more than floats to offer should
     * override this; the floats of the others are widened, as many as {@code out} is long.
     *
     * @param from first row
     * @param to one past the last row
     * @param out receives the rows, row-major, from its start
     */
    default void fill(int from, int to, double[] out) {
      float[] rows = new float[out.length];
      fill(from, to, rows);
      for (int k = 0; k < out.length; k++) {
        out[k] = rows[k];
      }
    }

    /**
     * The same costs between some of the points, computed without the others. A source that is made
     * of points should answer: a solver that works on blocks then needs the costs of those blocks
     * alone.
     *
     * @param rows source points, in the order wanted
     * @param columns target points, in the order wanted
     * @return a source of {@code rows.length × columns.length} costs, or empty if whole rows are
     *     the least that can be computed
     */
    default Optional<RowSource> select(int[] rows, int[] columns) {
      return Optional.empty();
    }
  }

  /**
   * All n×m values in memory.
   *
   * @param values n×m
   * @param source computes rows of the same cost in double precision; whoever changes the values
   *     also needs another source
   */
  record Stored(Matrix values, Optional<RowSource> source) implements CostMatrix {
    /**
     * Values alone.
     *
     * @param values n×m
     */
    public Stored(Matrix values) {
      this(values, Optional.empty());
    }

    @Override
    public int rows() {
      return values.rows();
    }

    @Override
    public int columns() {
      return values.columns();
    }

    @Override
    public void fill(int from, int to, float[] out) {
      System.arraycopy(values.array(), from * columns(), out, 0, (to - from) * columns());
    }

    @Override
    public void fill(int from, int to, double[] out) {
      if (source.isPresent()) {
        source.get().fill(from, to, out);
      } else {
        float[] all = values.array();
        int base = from * columns();
        for (int k = 0; k < (to - from) * columns(); k++) {
          out[k] = all[base + k];
        }
      }
    }

    @Override
    public Tiled select(int[] rows, int[] columns) {
      return new Tiled(rows.length, columns.length, new SelectedRows(this, rows, columns));
    }
  }

  /**
   * Rows computed on demand.
   *
   * @param rows n
   * @param columns m
   * @param source computes rows
   */
  record Tiled(int rows, int columns, RowSource source) implements CostMatrix {
    @Override
    public void fill(int from, int to, float[] out) {
      source.fill(from, to, out);
    }

    @Override
    public void fill(int from, int to, double[] out) {
      source.fill(from, to, out);
    }

    @Override
    public Tiled select(int[] chosenRows, int[] chosenColumns) {
      return new Tiled(
          chosenRows.length,
          chosenColumns.length,
          source
              .select(chosenRows, chosenColumns)
              .orElseGet(() -> new SelectedRows(this, chosenRows, chosenColumns)));
    }
  }
}
