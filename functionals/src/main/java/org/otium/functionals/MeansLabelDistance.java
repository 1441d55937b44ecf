package org.otium.functionals;

import java.util.ArrayList;
import java.util.List;
import org.otium.api.ClassConditional;
import org.otium.api.Compute;
import org.otium.api.DiscreteMeasure;
import org.otium.api.GaussianFamily;
import org.otium.api.GaussianMeasure;
import org.otium.api.InvalidInputException;
import org.otium.api.LabelDistance;
import org.otium.api.Matrix;

/**
 * ‖m_k − m'_l‖², the squared distance between class means: W₂² of the classes collapsed to their
 * means.
 */
public final class MeansLabelDistance implements LabelDistance {
  private final Compute compute;

  /**
   * Makes the distance.
   *
   * @param compute for products of many means
   */
  public MeansLabelDistance(Compute compute) {
    this.compute = compute;
  }

  @Override
  public Result between(List<ClassConditional> a, List<ClassConditional> b) {
    requireSameDimension(a, b);
    return new MeansResult(a, new SquaredGaps(means(a), means(b), compute));
  }

  @Override
  public GaussianResult between(GaussianFamily a, List<ClassConditional> b) {
    FamilyDistances.requireSameDimension(a, b);
    FamilyDistances.requireMemory(a.size(), b.size(), compute);
    return FamilyDistances.means(a, means(b), compute);
  }

  @Override
  public GaussianResult within(GaussianFamily a) {
    FamilyDistances.requireMemory(a.size(), a.size(), compute);
    return FamilyDistances.means(a, means(a), compute);
  }

  @Override
  public boolean needsMomentsAlone() {
    return true;
  }

  @Override
  public double[][] fromMoments(List<GaussianMeasure> a, List<GaussianMeasure> b) {
    requireSameFeatures(a, b);
    return new SquaredGaps(meansOf(a), meansOf(b), compute).squared();
  }

  private static double[][] meansOf(List<GaussianMeasure> gaussians) {
    return gaussians.stream().map(GaussianMeasure::mean).toArray(double[][]::new);
  }

  static void requireSameFeatures(List<GaussianMeasure> a, List<GaussianMeasure> b) {
    int first = a.get(0).dimension();
    for (List<GaussianMeasure> side : List.of(a, b)) {
      for (GaussianMeasure gaussian : side) {
        if (gaussian.dimension() != first) {
          throw unlike(first, gaussian.dimension());
        }
      }
    }
  }

  /** The means of a family. */
  static double[][] means(GaussianFamily family) {
    double[][] means = new double[family.size()][family.dimension()];
    for (int k = 0; k < means.length; k++) {
      for (int j = 0; j < means[k].length; j++) {
        means[k][j] = family.means().get(k, j);
      }
    }
    return means;
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
      throw unlike(first, second);
    }
  }

  private static InvalidInputException unlike(int first, int second) {
    return new InvalidInputException(
        "classes of " + first + " features against classes of " + second,
        "Label distances need one feature space: resize one dataset.");
  }

  private record MeansResult(List<ClassConditional> classes, SquaredGaps gaps) implements Result {
    @Override
    public double[][] squared() {
      return gaps.squared();
    }

    @Override
    public List<Matrix> gradient(double[][] coefficients) {
      double[][] byMean = gaps.gradient(coefficients);
      List<Matrix> gradients = new ArrayList<>();
      for (int k = 0; k < classes.size(); k++) {
        DiscreteMeasure measure = classes.get(k).measure();
        int d = measure.dimension();
        float[] out = new float[measure.size() * d];
        for (int i = 0; i < measure.size(); i++) {
          double weight = measure.weights().get(i);
          for (int j = 0; j < d; j++) {
            out[i * d + j] = (float) (weight * byMean[k][j]);
          }
        }
        gradients.add(Matrix.wrap(measure.size(), d, out));
      }
      return gradients;
    }
  }
}
