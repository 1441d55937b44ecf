package org.otium.functionals;

import java.util.ArrayList;
import java.util.List;
import org.otium.api.ClassConditional;
import org.otium.api.DiscreteMeasure;
import org.otium.api.LabelDistance;
import org.otium.api.Matrix;

/**
 * Gaussians with diagonal covariances fitted to classes: W₂² = ‖m − m'‖² + ‖s − s'‖² with s the
 * standard deviations. A feature that is constant within a class has s = 0, where s is not
 * differentiable: the gradient through it is taken as 0.
 */
final class DiagonalGaussians implements LabelDistance.Result {
  private final List<ClassConditional> classes;
  private final double[][] means;
  private final double[][] otherMeans;
  private final double[][] deviations;
  private final double[][] otherDeviations;

  DiagonalGaussians(List<ClassConditional> a, List<ClassConditional> b) {
    this.classes = a;
    this.means = MeansLabelDistance.means(a);
    this.otherMeans = MeansLabelDistance.means(b);
    this.deviations = deviations(a, means);
    this.otherDeviations = deviations(b, otherMeans);
  }

  /** 1 − Σw²: n−1 over n for equal weights, so that variances are unbiased. */
  private static double unbiased(DiscreteMeasure measure) {
    double squares = 0;
    for (int i = 0; i < measure.size(); i++) {
      squares += measure.weights().get(i) * measure.weights().get(i);
    }
    return 1 - squares;
  }

  private static double[][] deviations(List<ClassConditional> classes, double[][] means) {
    double[][] deviations = new double[classes.size()][];
    for (int k = 0; k < deviations.length; k++) {
      DiscreteMeasure measure = classes.get(k).measure();
      int d = measure.dimension();
      double[] variance = new double[d];
      double unbiased = unbiased(measure);
      float[] points = measure.points().array();
      for (int i = 0; i < measure.size() && unbiased > 0; i++) {
        double weight = measure.weights().get(i) / unbiased;
        for (int j = 0; j < d; j++) {
          double gap = points[i * d + j] - means[k][j];
          variance[j] += weight * gap * gap;
        }
      }
      for (int j = 0; j < d; j++) {
        variance[j] = Math.sqrt(variance[j]);
      }
      deviations[k] = variance;
    }
    return deviations;
  }

  @Override
  public double[][] squared() {
    double[][] squared = new double[means.length][otherMeans.length];
    for (int k = 0; k < means.length; k++) {
      for (int l = 0; l < otherMeans.length; l++) {
        double sum = 0;
        for (int j = 0; j < means[k].length; j++) {
          double mean = means[k][j] - otherMeans[l][j];
          double deviation = deviations[k][j] - otherDeviations[l][j];
          sum += mean * mean + deviation * deviation;
        }
        squared[k][l] = sum;
      }
    }
    return squared;
  }

  @Override
  public List<Matrix> gradient(double[][] coefficients) {
    List<Matrix> gradients = new ArrayList<>();
    for (int k = 0; k < classes.size(); k++) {
      DiscreteMeasure measure = classes.get(k).measure();
      int d = measure.dimension();
      double[] byMean = new double[d];
      double[] byPoint = new double[d];
      double unbiased = unbiased(measure);
      for (int j = 0; j < d; j++) {
        double byDeviation = 0;
        for (int l = 0; l < otherMeans.length; l++) {
          byMean[j] += 2 * coefficients[k][l] * (means[k][j] - otherMeans[l][j]);
          byDeviation += 2 * coefficients[k][l] * (deviations[k][j] - otherDeviations[l][j]);
        }
        byPoint[j] = deviations[k][j] > 0 ? byDeviation / (unbiased * deviations[k][j]) : 0;
      }
      float[] points = measure.points().array();
      float[] out = new float[points.length];
      for (int i = 0; i < measure.size(); i++) {
        double weight = measure.weights().get(i);
        for (int j = 0; j < d; j++) {
          double gap = points[i * d + j] - means[k][j];
          out[i * d + j] = (float) (weight * (byMean[j] + byPoint[j] * gap));
        }
      }
      gradients.add(Matrix.wrap(measure.size(), d, out));
    }
    return gradients;
  }
}
