package org.otium.functionals.wow;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.otium.api.Compute;
import org.otium.api.LinearAlgebra.Transpose;
import org.otium.api.Matrix;
import org.otium.api.MeasureKernel;
import org.otium.api.OtiumException;
import org.otium.api.Weights;
import org.otium.numerics.ParallelLoop;

/**
 * The kernel of Hua et al. 2023 between samples that carry the Gaussian of their class, k(x, x')·
 * exp(−‖m − m'‖²/2h_m)·exp(−‖Σ − Σ'‖²_F/2h_Σ) with a Gaussian k, averaged over pairs: MMD with it
 * between datasets as measures over measures is theirs between labelled samples. Means and
 * covariances (of the empirical measure, 1/n) follow the samples, and so does the gradient.
 *
 * <p>It keeps d² numbers a class.
 */
public final class LabelProductKernel implements MeasureKernel {
  private final LabelProductSettings settings;
  private final Compute compute;

  /**
   * Makes the kernel.
   *
   * @param settings the bandwidths
   * @param compute linear algebra, threads and memory
   */
  public LabelProductKernel(LabelProductSettings settings, Compute compute) {
    this.settings = settings;
    this.compute = compute;
  }

  @Override
  public Family family(List<Weights> moving, List<Weights> fixed, int dimension) {
    FamilyRows rows = new FamilyRows(moving, fixed, dimension);
    long bytes = (long) Float.BYTES * dimension * dimension;
    if (bytes > Integer.MAX_VALUE || bytes * (rows.measures() + 1) > compute.memoryBudget()) {
      throw new OtiumException(
          rows.measures() + " covariances of " + dimension + " features do not fit the memory",
          "Reduce the features, for instance by principal components, or raise the memory budget.");
    }
    KernelProfile features = new KernelProfile.Gaussian(settings.featureBandwidth());
    return new Products(rows, new RadialMeans(rows, features, compute));
  }

  private final class Products implements Family {
    private final FamilyRows rows;
    private final RadialMeans features;
    private final float[][] covariances;
    private Matrix points = Matrix.wrap(0, 0, new float[0]);
    private @Nullable Matrix fixedPoints;
    private double[][] means = {};
    private double[][] labels = {};

    Products(FamilyRows rows, RadialMeans features) {
      this.rows = rows;
      this.features = features;
      this.covariances = new float[rows.measures()][];
    }

    @Override
    public void place(Matrix moving, Matrix fixed, long seed) {
      features.place(moving, fixed, seed);
      points = rows.stacked(moving, fixed);
      means = rows.means(points);
      int present = Objects.equals(fixed, fixedPoints) ? rows.moving() : rows.measures();
      ParallelLoop.run(
          compute.threads(),
          0,
          present,
          1,
          (from, to) -> {
            for (int k = from; k < to; k++) {
              covariances[k] = covariance(k);
            }
          });
      fixedPoints = fixed;
      labels = labels(present);
    }

    /** √w_i (x_i − m_k), one row a point. */
    private float[] deviations(int k) {
      int d = rows.dimension();
      int first = rows.start(k);
      float[] x = points.array();
      float[] out = new float[(rows.start(k + 1) - first) * d];
      for (int i = 0; i < out.length / d; i++) {
        double scale = Math.sqrt(rows.weight(first + i));
        for (int j = 0; j < d; j++) {
          out[i * d + j] = (float) (scale * (x[(first + i) * d + j] - means[k][j]));
        }
      }
      return out;
    }

    private float[] covariance(int k) {
      int d = rows.dimension();
      float[] x = deviations(k);
      float[] covariance = new float[d * d];
      compute
          .linearAlgebra()
          .gemm(
              Transpose.YES,
              Transpose.NO,
              d,
              d,
              x.length / d,
              1f,
              x,
              0,
              d,
              x,
              0,
              d,
              0f,
              covariance,
              0,
              d);
      return covariance;
    }

    /**
     * The factors of means and covariances.
     *
     * @param present pairs from this measure on are as they were
     */
    private double[][] labels(int present) {
      int measures = rows.measures();
      double[][] known = labels;
      double[][] factors = new double[measures][measures];
      ParallelLoop.run(
          compute.threads(),
          0,
          measures,
          1,
          (from, to) -> {
            for (int k = from; k < to; k++) {
              factors[k][k] = 1;
              for (int l = 0; l < k; l++) {
                factors[k][l] = l >= present ? known[k][l] : factor(k, l);
              }
            }
          });
      for (int k = 0; k < measures; k++) {
        for (int l = 0; l < k; l++) {
          factors[l][k] = factors[k][l];
        }
      }
      return factors;
    }

    private double factor(int k, int l) {
      double byMean = 0;
      for (int j = 0; j < rows.dimension(); j++) {
        double gap = means[k][j] - means[l][j];
        byMean += gap * gap;
      }
      double byCovariance = squaredGap(covariances[k], covariances[l]);
      return Math.exp(
          -byMean / (2 * settings.meanBandwidth())
              - byCovariance / (2 * settings.covarianceBandwidth()));
    }

    /** ‖a − b‖², in sums that do not wait for each other. */
    private static double squaredGap(float[] a, float[] b) {
      double first = 0;
      double second = 0;
      double third = 0;
      double fourth = 0;
      int even = a.length / 4 * 4;
      for (int j = 0; j < even; j += 4) {
        double g0 = (double) a[j] - b[j];
        double g1 = (double) a[j + 1] - b[j + 1];
        double g2 = (double) a[j + 2] - b[j + 2];
        double g3 = (double) a[j + 3] - b[j + 3];
        first += g0 * g0;
        second += g1 * g1;
        third += g2 * g2;
        fourth += g3 * g3;
      }
      for (int j = even; j < a.length; j++) {
        double gap = (double) a[j] - b[j];
        first += gap * gap;
      }
      return first + second + third + fourth;
    }

    @Override
    public double[][] values() {
      return times(features.values(), labels);
    }

    private static double[][] times(double[][] a, double[][] b) {
      double[][] product = new double[a.length][a.length];
      for (int k = 0; k < a.length; k++) {
        for (int l = 0; l < a.length; l++) {
          product[k][l] = a[k][l] * b[k][l];
        }
      }
      return product;
    }

    @Override
    public void gradient(double[][] c, float[] out) {
      features.gradient(times(c, labels), out);
      double[][] kernel = values();
      ParallelLoop.run(
          compute.threads(),
          0,
          rows.moving(),
          1,
          (from, to) -> {
            for (int k = from; k < to; k++) {
              addLabelGradient(k, c, kernel, out);
            }
          });
    }

    private void addLabelGradient(int k, double[][] c, double[][] kernel, float[] out) {
      int d = rows.dimension();
      double[] byMean = new double[d];
      float[] byCovariance = new float[d * d];
      for (int l = 0; l < rows.measures(); l++) {
        if (l == k) {
          continue;
        }
        double scale = -(c[k][l] + c[l][k]) * kernel[k][l];
        for (int j = 0; j < d; j++) {
          byMean[j] += scale / settings.meanBandwidth() * (means[k][j] - means[l][j]);
        }
        float factor = (float) (scale / settings.covarianceBandwidth());
        for (int j = 0; j < byCovariance.length; j++) {
          byCovariance[j] += factor * (covariances[k][j] - covariances[l][j]);
        }
      }
      // ∂⟨A, Σ⟩/∂x_i = 2·w_i·A·(x_i − m) for symmetric A.
      float[] x = deviations(k);
      int first = rows.start(k);
      float[] moved = new float[x.length];
      compute
          .linearAlgebra()
          .gemm(
              Transpose.NO,
              Transpose.NO,
              x.length / d,
              d,
              d,
              1f,
              x,
              0,
              d,
              byCovariance,
              0,
              d,
              0f,
              moved,
              0,
              d);
      for (int i = 0; i < x.length / d; i++) {
        double weight = rows.weight(first + i);
        double root = Math.sqrt(weight);
        for (int j = 0; j < d; j++) {
          out[(first + i) * d + j] += (float) (weight * byMean[j] + 2 * root * moved[i * d + j]);
        }
      }
    }
  }
}
