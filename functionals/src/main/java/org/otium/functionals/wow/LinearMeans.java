package org.otium.functionals.wow;

import org.otium.api.Matrix;
import org.otium.api.MeasureKernel;

/** ⟨mean μ, mean ν⟩ of a family. */
final class LinearMeans implements MeasureKernel.Family {
  private final FamilyRows rows;
  private double[][] means = {};

  LinearMeans(FamilyRows rows) {
    this.rows = rows;
  }

  @Override
  public void place(Matrix moving, Matrix fixed, long seed) {
    means = rows.means(rows.stacked(moving, fixed));
  }

  @Override
  public double[][] values() {
    double[][] values = new double[means.length][means.length];
    for (int k = 0; k < means.length; k++) {
      for (int l = 0; l < means.length; l++) {
        for (int j = 0; j < rows.dimension(); j++) {
          values[k][l] += means[k][j] * means[l][j];
        }
      }
    }
    return values;
  }

  @Override
  public void gradient(double[][] c, float[] out) {
    int d = rows.dimension();
    for (int k = 0; k < rows.moving(); k++) {
      double[] byMean = new double[d];
      for (int l = 0; l < means.length; l++) {
        double both = c[k][l] + c[l][k];
        for (int j = 0; j < d; j++) {
          byMean[j] += both * means[l][j];
        }
      }
      for (int i = rows.start(k); i < rows.start(k + 1); i++) {
        for (int j = 0; j < d; j++) {
          out[i * d + j] = (float) (rows.weight(i) * byMean[j]);
        }
      }
    }
  }
}
