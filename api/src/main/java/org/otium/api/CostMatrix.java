package org.otium.api;

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
  }

  /**
   * All n×m values in memory.
   *
   * @param values n×m
   */
  record Stored(Matrix values) implements CostMatrix {
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
  }
}
