package org.otium.testkit;

import org.otium.api.Matrix;
import org.otium.api.TransportPlan;

/** A plan whose masses are written down, every operation by its definition. */
final class GivenPlan implements TransportPlan {
  private final double[][] masses;

  GivenPlan(double[][] masses) {
    this.masses = masses;
  }

  @Override
  public int rows() {
    return masses.length;
  }

  @Override
  public int columns() {
    return masses[0].length;
  }

  @Override
  public double mass(int i, int j) {
    return masses[i][j];
  }

  @Override
  public double[] rowSums() {
    double[] sums = new double[rows()];
    for (int i = 0; i < sums.length; i++) {
      for (int j = 0; j < columns(); j++) {
        sums[i] += masses[i][j];
      }
    }
    return sums;
  }

  @Override
  public double[] columnSums() {
    double[] sums = new double[columns()];
    for (int i = 0; i < rows(); i++) {
      for (int j = 0; j < sums.length; j++) {
        sums[j] += masses[i][j];
      }
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

  private Matrix product(Matrix values, boolean isMean) {
    int d = values.columns();
    double[] mass = rowSums();
    float[] out = new float[rows() * d];
    for (int i = 0; i < rows(); i++) {
      for (int k = 0; k < d; k++) {
        double sum = 0;
        for (int j = 0; j < columns(); j++) {
          sum += masses[i][j] * values.get(j, k);
        }
        double divisor = isMean ? mass[i] : 1;
        out[i * d + k] = divisor == 0 ? 0 : (float) (sum / divisor);
      }
    }
    return Matrix.wrap(rows(), d, out);
  }

  @Override
  public double[][] aggregate(int[] rowGroup, int rowGroups, int[] columnGroup, int columnGroups) {
    double[][] sums = new double[rowGroups][columnGroups];
    for (int i = 0; i < rows(); i++) {
      for (int j = 0; j < columns(); j++) {
        sums[rowGroup[i]][columnGroup[j]] += masses[i][j];
      }
    }
    return sums;
  }

  @Override
  public int[] rowArgmax() {
    int[] best = new int[rows()];
    for (int i = 0; i < best.length; i++) {
      for (int j = 1; j < columns(); j++) {
        if (masses[i][j] > masses[i][best[i]]) {
          best[i] = j;
        }
      }
    }
    return best;
  }

  @Override
  public Matrix toMatrix() {
    return Matrix.of(masses);
  }
}
