package org.otium.numerics;

import java.util.Optional;
import org.otium.api.CostMatrix;
import org.otium.api.Matrix;

/**
 * The cost s·(x_i − y_j)² between points on the line, told by its points alone. Solvers that know
 * the line need these n + m numbers instead of n×m costs.
 *
 * @param x n source points, finite
 * @param y m target points, finite
 * @param scale s, positive
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record LineCost(double[] x, double[] y, double scale) {
  /**
   * The points behind a cost that is computed whenever it is read.
   *
   * @param cost any tiled cost
   * @return its points if it is a {@link SquaredEuclidean} cost of one feature without constants of
   *     groups; empty for any other
   */
  public static Optional<LineCost> of(CostMatrix.Tiled cost) {
    return cost.source() instanceof SquaredEuclideanRows rows
        ? rows.cost().onLine()
        : Optional.empty();
  }

  static LineCost of(SquaredDifferences differences) {
    int[] sources = differences.sources();
    int[] targets = differences.targets();
    double[] x = new double[differences.rows()];
    double[] y = new double[differences.columns()];
    widen(differences.x(), differences.chosen(), sources, x);
    widen(differences.y(), differences.chosen(), targets, y);
    return new LineCost(x, y, differences.scale());
  }

  private static void widen(Matrix points, boolean chosen, int[] which, double[] out) {
    for (int k = 0; k < out.length; k++) {
      out[k] = points.get(chosen ? which[k] : k, 0);
    }
  }
}
