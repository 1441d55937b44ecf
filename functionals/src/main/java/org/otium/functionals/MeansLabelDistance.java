package org.otium.functionals;

import java.util.ArrayList;
import java.util.List;
import org.otium.api.ClassConditional;
import org.otium.api.DiscreteMeasure;
import org.otium.api.InvalidInputException;
import org.otium.api.LabelDistance;
import org.otium.api.Matrix;

/**
 * ‖m_k − m'_l‖², the squared distance between class means: W₂² of the classes collapsed to their
 * means.
 */
public final class MeansLabelDistance implements LabelDistance {
  /** Makes the distance. */
  public MeansLabelDistance() {}

  @Override
  public Result between(List<ClassConditional> a, List<ClassConditional> b) {
    requireSameDimension(a, b);
    double[][] meansA = means(a);
    double[][] meansB = means(b);
    double[][] squared = new double[a.size()][b.size()];
    for (int k = 0; k < a.size(); k++) {
      for (int l = 0; l < b.size(); l++) {
        double sum = 0;
        for (int j = 0; j < meansA[k].length; j++) {
          double gap = meansA[k][j] - meansB[l][j];
          sum += gap * gap;
        }
        squared[k][l] = sum;
      }
    }
    return new MeansResult(a, meansA, meansB, squared);
  }

  /** The means of some classes. */
  static double[][] means(List<ClassConditional> classes) {
    double[][] means = new double[classes.size()][];
    for (int k = 0; k < means.length; k++) {
      DiscreteMeasure measure = classes.get(k).measure();
      int d = measure.dimension();
      float[] points = measure.points().array();
      means[k] = new double[d];
      for (int i = 0; i < measure.size(); i++) {
        double weight = measure.weights().get(i);
        for (int j = 0; j < d; j++) {
          means[k][j] += weight * points[i * d + j];
        }
      }
    }
    return means;
  }

  static double[][] copy(double[][] values) {
    double[][] copy = values.clone();
    for (int k = 0; k < copy.length; k++) {
      copy[k] = values[k].clone();
    }
    return copy;
  }

  static void requireSameDimension(List<ClassConditional> a, List<ClassConditional> b) {
    int first = a.get(0).measure().dimension();
    int second = b.get(0).measure().dimension();
    if (first != second) {
      throw new InvalidInputException(
          "classes of " + first + " features against classes of " + second,
          "Label distances need one feature space: resize one dataset.");
    }
  }

  private record MeansResult(
      List<ClassConditional> classes, double[][] meansA, double[][] meansB, double[][] values)
      implements Result {
    @Override
    public double[][] squared() {
      return copy(values);
    }

    @Override
    public List<Matrix> gradient(double[][] coefficients) {
      List<Matrix> gradients = new ArrayList<>();
      for (int k = 0; k < classes.size(); k++) {
        DiscreteMeasure measure = classes.get(k).measure();
        int d = measure.dimension();
        double[] meanGradient = new double[d];
        for (int l = 0; l < meansB.length; l++) {
          for (int j = 0; j < d; j++) {
            meanGradient[j] += 2 * coefficients[k][l] * (meansA[k][j] - meansB[l][j]);
          }
        }
        float[] out = new float[measure.size() * d];
        for (int i = 0; i < measure.size(); i++) {
          double weight = measure.weights().get(i);
          for (int j = 0; j < d; j++) {
            out[i * d + j] = (float) (weight * meanGradient[j]);
          }
        }
        gradients.add(Matrix.wrap(measure.size(), d, out));
      }
      return gradients;
    }
  }
}
