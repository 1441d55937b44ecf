package org.otium.functionals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.otium.api.ClassConditional;
import org.otium.api.Compute;
import org.otium.api.DiscreteMeasure;
import org.otium.api.GaussianFamily;
import org.otium.api.GaussianMeasure;
import org.otium.api.LabelDistance;
import org.otium.api.Matrix;

/**
 * Gaussians with diagonal covariances fitted to classes: W₂² = ‖m − m'‖² + ‖s − s'‖² with s the
 * standard deviations. A feature that is constant within a class has s = 0, where s is not
 * differentiable: the gradient through it is taken as 0.
 */
final class DiagonalGaussians implements LabelDistance.Result {
  private final List<ClassConditional> classes;
  private final double[][] own;
  private final SquaredGaps gaps;

  DiagonalGaussians(List<ClassConditional> a, List<ClassConditional> b, Compute compute) {
    this.classes = a;
    this.own = stacked(a);
    this.gaps = new SquaredGaps(own, stacked(b), compute);
  }

  /** 1 − Σw²: n−1 over n for equal weights, so that variances are unbiased. */
  private static double unbiased(DiscreteMeasure measure) {
    double squares = 0;
    for (int i = 0; i < measure.size(); i++) {
      squares += measure.weights().get(i) * measure.weights().get(i);
    }
    return 1 - squares;
  }

  /** Rows (m, s) of Gaussians, whose correlations are left out. */
  static double[][] stackedMoments(List<GaussianMeasure> gaussians) {
    double[][] rows = new double[gaussians.size()][];
    for (int k = 0; k < rows.length; k++) {
      GaussianMeasure gaussian = gaussians.get(k);
      int d = gaussian.dimension();
      rows[k] = Arrays.copyOf(gaussian.mean(), 2 * d);
      for (int j = 0; j < d; j++) {
        rows[k][d + j] = Math.sqrt(gaussian.covariance().get(j, j));
      }
    }
    return rows;
  }

  /** Rows (m, s) of some classes. */
  static double[][] stacked(List<ClassConditional> classes) {
    double[][] rows = MeansLabelDistance.means(classes);
    for (int k = 0; k < rows.length; k++) {
      DiscreteMeasure measure = classes.get(k).measure();
      int d = measure.dimension();
      double[] row = Arrays.copyOf(rows[k], 2 * d);
      double unbiased = unbiased(measure);
      float[] points = measure.points().array();
      for (int i = 0; i < measure.size() && unbiased > 0; i++) {
        double weight = measure.weights().get(i) / unbiased;
        for (int j = 0; j < d; j++) {
          double gap = points[i * d + j] - row[j];
          row[d + j] += weight * gap * gap;
        }
      }
      for (int j = d; j < 2 * d; j++) {
        row[j] = Math.sqrt(row[j]);
      }
      rows[k] = row;
    }
    return rows;
  }

  /** Rows (m, |s|) of a family; of full covariances the variances are taken. */
  static double[][] stacked(GaussianFamily family) {
    double[][] rows = MeansLabelDistance.means(family);
    int d = family.dimension();
    int r = family.rootRows();
    for (int k = 0; k < rows.length; k++) {
      double[] row = Arrays.copyOf(rows[k], 2 * d);
      for (int i = k * r; i < (k + 1) * r; i++) {
        for (int j = 0; j < d; j++) {
          double entry = family.roots().get(i, j);
          row[d + j] += entry * entry;
        }
      }
      for (int j = d; j < 2 * d; j++) {
        row[j] = Math.sqrt(row[j]);
      }
      rows[k] = row;
    }
    return rows;
  }

  /**
   * Takes a gradient by (m, |s|) of one Gaussian to its root: ∂|s_j|/∂L_ij = L_ij/|s_j|, taken as 0
   * where s_j = 0.
   */
  static void pull(GaussianFamily family, int k, double[] gradient, float[] roots) {
    int d = family.dimension();
    int r = family.rootRows();
    float[] entries = family.roots().array();
    for (int j = 0; j < d; j++) {
      double squared = 0;
      for (int i = k * r; i < (k + 1) * r; i++) {
        squared += (double) entries[i * d + j] * entries[i * d + j];
      }
      double factor = squared > 0 ? gradient[d + j] / Math.sqrt(squared) : 0;
      for (int i = k * r; i < (k + 1) * r; i++) {
        roots[i * d + j] = (float) (factor * entries[i * d + j]);
      }
    }
  }

  @Override
  public double[][] squared() {
    return gaps.squared();
  }

  @Override
  public List<Matrix> gradient(double[][] coefficients) {
    double[][] byMoments = gaps.gradient(coefficients);
    List<Matrix> gradients = new ArrayList<>();
    for (int k = 0; k < classes.size(); k++) {
      DiscreteMeasure measure = classes.get(k).measure();
      int d = measure.dimension();
      double unbiased = unbiased(measure);
      double[] byPoint = new double[d];
      for (int j = 0; j < d; j++) {
        double deviation = own[k][d + j];
        byPoint[j] = deviation > 0 ? byMoments[k][d + j] / (unbiased * deviation) : 0;
      }
      float[] points = measure.points().array();
      float[] out = new float[points.length];
      for (int i = 0; i < measure.size(); i++) {
        double weight = measure.weights().get(i);
        for (int j = 0; j < d; j++) {
          double gap = points[i * d + j] - own[k][j];
          out[i * d + j] = (float) (weight * (byMoments[k][j] + byPoint[j] * gap));
        }
      }
      gradients.add(Matrix.wrap(measure.size(), d, out));
    }
    return gradients;
  }
}
