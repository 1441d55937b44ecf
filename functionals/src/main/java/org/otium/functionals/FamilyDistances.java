package org.otium.functionals;

import java.util.List;
import java.util.Locale;
import org.otium.api.ClassConditional;
import org.otium.api.Compute;
import org.otium.api.GaussianFamily;
import org.otium.api.InvalidInputException;
import org.otium.api.LabelDistance.GaussianResult;
import org.otium.api.Matrix;
import org.otium.numerics.BuresDistances;
import org.otium.numerics.RootedGaussian;

/** W₂² from the Gaussians that stand for labels, and its gradient with respect to these. */
final class FamilyDistances {
  private FamilyDistances() {}

  static void requireSameDimension(GaussianFamily a, List<ClassConditional> b) {
    int other = b.get(0).measure().dimension();
    if (a.dimension() != other) {
      throw new InvalidInputException(
          "Gaussians on " + a.dimension() + " features against classes of " + other,
          "Label distances need one feature space: resize one dataset.");
    }
  }

  /** All pairs of distances, before anything is computed. */
  static void requireMemory(int rows, int columns, Compute compute) {
    double values = (double) rows * columns;
    if (values * Double.BYTES > compute.memoryBudget() || values > Integer.MAX_VALUE - 8) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT,
              "the label distances of %d×%d pairs take %.1f GB, more than the memory budget of"
                  + " %.1f GB",
              rows,
              columns,
              values * Double.BYTES / 1e9,
              compute.memoryBudget() / 1e9),
          "Take fewer particles, or one Gaussian a class (jd-fl).");
    }
  }

  /** All roots in double precision, before they are made. */
  static void requireMemoryForRoots(GaussianFamily family, Compute compute) {
    double rows =
        switch (family.form()) {
          case FULL -> family.rootRows();
          case DIAGONAL -> family.dimension();
        };
    double bytes = rows * family.size() * family.dimension() * Double.BYTES;
    if (bytes > compute.memoryBudget()) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT,
              "full covariances of %d Gaussians on %d features take %.1f GB, more than the memory"
                  + " budget of %.1f GB",
              family.size(),
              family.dimension(),
              bytes / 1e9,
              compute.memoryBudget() / 1e9),
          switch (family.form()) {
            case DIAGONAL ->
                "Diagonal ones go with the label distance {name: gaussian, covariance: diagonal}.";
            case FULL -> "Use roots of lower rank or fewer particles.";
          });
    }
  }

  /** Full covariances. */
  static GaussianResult full(
      GaussianFamily family, List<RootedGaussian> a, List<RootedGaussian> b, Compute compute) {
    return new Full(family, BuresDistances.between(a, b, compute));
  }

  private record Full(GaussianFamily family, BuresDistances distances) implements GaussianResult {
    @Override
    public double[][] squared() {
      return distances.squared();
    }

    @Override
    public GaussianFamily gradient(double[][] coefficients) {
      List<BuresDistances.Gradient> gradients = distances.gradient(coefficients);
      int k = family.size();
      int d = family.dimension();
      int r = family.rootRows();
      float[] means = new float[k * d];
      float[] roots = new float[k * r * d];
      for (int j = 0; j < k; j++) {
        double[] byMean = gradients.get(j).mean();
        double[] byRoot = gradients.get(j).root();
        for (int c = 0; c < d; c++) {
          means[j * d + c] = (float) byMean[c];
        }
        switch (family.form()) {
          case FULL -> {
            for (int i = 0; i < r * d; i++) {
              roots[j * r * d + i] = (float) byRoot[i];
            }
          }
          case DIAGONAL -> {
            for (int c = 0; c < d; c++) {
              roots[j * d + c] = (float) byRoot[c * d + c];
            }
          }
        }
      }
      return new GaussianFamily(
          family.form(), Matrix.wrap(k, d, means), Matrix.wrap(k * r, d, roots));
    }
  }

  /**
   * Diagonal covariances: ‖m − m'‖² + ‖s − s'‖².
   *
   * @param b rows (m', s'), l×2d
   */
  static GaussianResult diagonal(GaussianFamily family, double[][] b, Compute compute) {
    return new Stacked(
        family, true, new SquaredGaps(DiagonalGaussians.stacked(family), b, compute));
  }

  /**
   * ‖m − m'‖² alone.
   *
   * @param b rows m', l×d
   */
  static GaussianResult means(GaussianFamily family, double[][] b, Compute compute) {
    return new Stacked(
        family, false, new SquaredGaps(MeansLabelDistance.means(family), b, compute));
  }

  private record Stacked(GaussianFamily family, boolean deviations, SquaredGaps gaps)
      implements GaussianResult {
    @Override
    public double[][] squared() {
      return gaps.squared();
    }

    @Override
    public GaussianFamily gradient(double[][] coefficients) {
      double[][] gradient = gaps.gradient(coefficients);
      int k = family.size();
      int d = family.dimension();
      float[] means = new float[k * d];
      float[] roots = new float[family.roots().array().length];
      for (int j = 0; j < k; j++) {
        for (int c = 0; c < d; c++) {
          means[j * d + c] = (float) gradient[j][c];
        }
        if (deviations) {
          DiagonalGaussians.pull(family, j, gradient[j], roots);
        }
      }
      return new GaussianFamily(
          family.form(), Matrix.wrap(k, d, means), Matrix.wrap(family.roots().rows(), d, roots));
    }
  }
}
