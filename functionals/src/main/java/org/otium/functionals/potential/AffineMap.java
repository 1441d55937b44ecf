package org.otium.functionals.potential;

import java.util.List;
import org.otium.api.InvalidInputException;

/** x ↦ Ax − b. */
final class AffineMap {
  /** Row after row; empty for the identity. */
  private final double[][] rows;

  /** Empty for zeros. */
  private final double[] offset;

  private AffineMap(double[][] rows, double[] offset) {
    this.rows = rows;
    this.offset = offset;
  }

  static AffineMap of(List<List<Double>> matrix, List<Double> offset) {
    double[][] rows = new double[matrix.size()][];
    for (int r = 0; r < rows.length; r++) {
      rows[r] = FeatureVectors.finite("row " + r + " of the matrix", matrix.get(r));
      if (rows[r].length == 0 || rows[r].length != rows[0].length) {
        throw new InvalidInputException(
            "rows 0 and "
                + r
                + " of the matrix have "
                + rows[0].length
                + " and "
                + rows[r].length
                + " numbers",
            "Give every row one number a feature.");
      }
    }
    double[] b = FeatureVectors.finite("the offset", offset);
    if (rows.length != 0 && b.length != 0 && b.length != rows.length) {
      throw new InvalidInputException(
          "the offset has " + b.length + " numbers but the matrix " + rows.length + " rows",
          "Give the offset one number a row of the matrix.");
    }
    return new AffineMap(rows, b);
  }

  /** ‖Ax − b‖, and its gradient Aᵀ(Ax − b)/‖Ax − b‖; zero where Ax = b. */
  double norm(float[] x, float[] gradient) {
    int length = rows.length == 0 ? offset.length : rows[0].length;
    FeatureVectors.requireFits(
        rows.length == 0 ? "the offset" : "a row of the matrix", length, x.length);
    double squared = rows.length == 0 ? translated(x, gradient) : mapped(x, gradient);
    double norm = Math.sqrt(squared);
    if (norm > 0) {
      for (int j = 0; j < gradient.length; j++) {
        gradient[j] = (float) (gradient[j] / norm);
      }
    }
    return norm;
  }

  private double translated(float[] x, float[] gradient) {
    double squared = 0;
    for (int j = 0; j < x.length; j++) {
      double residual = x[j] - (offset.length == 0 ? 0 : offset[j]);
      squared += residual * residual;
      gradient[j] = (float) residual;
    }
    return squared;
  }

  private double mapped(float[] x, float[] gradient) {
    double squared = 0;
    for (int r = 0; r < rows.length; r++) {
      double[] row = rows[r];
      double residual = offset.length == 0 ? 0 : -offset[r];
      for (int j = 0; j < row.length; j++) {
        residual += row[j] * x[j];
      }
      squared += residual * residual;
      for (int j = 0; j < row.length; j++) {
        gradient[j] += (float) (residual * row[j]);
      }
    }
    return squared;
  }
}
