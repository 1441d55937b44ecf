package org.otium.numerics;

import java.util.Arrays;
import java.util.Optional;
import org.otium.api.CostMatrix;
import org.otium.api.LinearAlgebra;

/**
 * Rows of a squared Euclidean cost that are computed when they are read.
 *
 * @param cost between two sets of points
 * @param algebra for the inner products
 * @param sameColumn the column of each row's own point, −1 if it has none; empty where the cost
 *     knows itself that its two sets are one, or they are not
 */
@SuppressWarnings("ArrayRecordComponent") // made once, never compared
record SquaredEuclideanRows(SquaredEuclidean cost, LinearAlgebra algebra, int[] sameColumn)
    implements CostMatrix.RowSource {
  private static final int[] NONE = {};

  static CostMatrix.RowSource of(SquaredEuclidean cost, LinearAlgebra algebra) {
    return new SquaredEuclideanRows(cost, algebra, NONE);
  }

  @Override
  public void fill(int from, int to, float[] out) {
    cost.fill(algebra, from, to, out);
    if (sameColumn.length > 0) {
      for (int i = from; i < to; i++) {
        if (sameColumn[i] >= 0) {
          out[(i - from) * cost.columns() + sameColumn[i]] = 0;
        }
      }
    }
  }

  @Override
  public void fill(int from, int to, double[] out) {
    // differences of a point and itself are zero as they are
    cost.fill(from, to, out);
  }

  @Override
  public Optional<CostMatrix.RowSource> select(int[] rows, int[] columns) {
    // Groups would have to be selected too, and no selection of a selection is ever asked for.
    if (cost.hasGroups() || sameColumn.length > 0) {
      return Optional.empty();
    }
    return Optional.of(
        new SquaredEuclideanRows(
            cost.select(rows, columns),
            algebra,
            cost.isSelf() ? positions(rows, columns, cost.columns()) : NONE));
  }

  private static int[] positions(int[] rows, int[] columns, int points) {
    int[] columnOf = new int[points];
    Arrays.fill(columnOf, -1);
    for (int j = 0; j < columns.length; j++) {
      columnOf[columns[j]] = j;
    }
    int[] positions = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      positions[i] = columnOf[rows[i]];
    }
    return positions;
  }
}
