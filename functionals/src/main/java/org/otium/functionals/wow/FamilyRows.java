package org.otium.functionals.wow;

import java.util.ArrayList;
import java.util.List;
import org.otium.api.InvalidInputException;
import org.otium.api.Matrix;
import org.otium.api.Weights;

/** Where the points of a family of measures lie, one measure after the other, and their masses. */
final class FamilyRows {
  private final int moving;
  private final int dimension;
  private final int[] starts;
  private final double[] weights;

  FamilyRows(List<Weights> moving, List<Weights> fixed, int dimension) {
    if (moving.isEmpty() || dimension < 1) {
      throw new InvalidInputException(
          moving.size() + " measures in dimension " + dimension, "Give at least one of each.");
    }
    List<Weights> all = new ArrayList<>(moving);
    all.addAll(fixed);
    this.moving = moving.size();
    this.dimension = dimension;
    this.starts = new int[all.size() + 1];
    for (int k = 0; k < all.size(); k++) {
      Weights own = all.get(k);
      if (own.size() == 0 || Math.abs(own.total() - 1) > Weights.SUM_TOLERANCE) {
        throw new InvalidInputException(
            "measure " + k + " has " + own.size() + " points of total mass " + own.total(),
            "Kernels compare probability measures: give masses of sum 1.");
      }
      starts[k + 1] = Math.addExact(starts[k], own.size());
    }
    this.weights = new double[starts[all.size()]];
    for (int k = 0; k < all.size(); k++) {
      double[] own = all.get(k).toArray();
      System.arraycopy(own, 0, weights, starts[k], own.length);
    }
  }

  /** Number of measures. */
  int measures() {
    return starts.length - 1;
  }

  /** How many of them, the first ones, move. */
  int moving() {
    return moving;
  }

  /** d. */
  int dimension() {
    return dimension;
  }

  /** The first row of a measure; of the one past the last, the number of rows. */
  int start(int measure) {
    return starts[measure];
  }

  /** Number of points that move. */
  int movingRows() {
    return starts[moving];
  }

  /** Number of points. */
  int rows() {
    return starts[starts.length - 1];
  }

  /** The mass of a row within its measure. */
  double weight(int row) {
    return weights[row];
  }

  /** All points, the moving ones first. */
  Matrix stacked(Matrix movingPoints, Matrix fixedPoints) {
    check("moving", movingPoints, movingRows());
    check("fixed", fixedPoints, rows() - movingRows());
    if (fixedPoints.rows() == 0) {
      return movingPoints;
    }
    float[] all = new float[Math.multiplyExact(rows(), dimension)];
    float[] first = movingPoints.array();
    float[] second = fixedPoints.array();
    System.arraycopy(first, 0, all, 0, first.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return Matrix.wrap(rows(), dimension, all);
  }

  private void check(String which, Matrix points, int expected) {
    if (points.rows() != expected || (expected > 0 && points.columns() != dimension)) {
      throw new InvalidInputException(
          "the points of the " + which + " measures are " + points.rows() + "×" + points.columns(),
          "This family was made for " + expected + "×" + dimension + ".");
    }
    if (points.firstNonFinite() >= 0) {
      throw new InvalidInputException(
          "a point of the " + which + " measures is not finite", "Every feature must be finite.");
    }
  }

  /** Means of all measures: one row a measure. */
  double[][] means(Matrix stacked) {
    double[][] means = new double[measures()][dimension];
    float[] points = stacked.array();
    for (int k = 0; k < means.length; k++) {
      for (int i = starts[k]; i < starts[k + 1]; i++) {
        for (int j = 0; j < dimension; j++) {
          means[k][j] += weights[i] * points[i * dimension + j];
        }
      }
    }
    return means;
  }
}
