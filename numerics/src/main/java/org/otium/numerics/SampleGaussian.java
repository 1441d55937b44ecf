package org.otium.numerics;

import org.otium.api.DiscreteMeasure;
import org.otium.api.InvalidInputException;
import org.otium.api.LinearAlgebra;
import org.otium.api.LinearAlgebra.Eigen;
import org.otium.api.LinearAlgebra.Transpose;
import org.otium.api.Matrix;
import org.otium.api.Weights;

/**
 * The Gaussian with the mean and the unbiased covariance of weighted points, Σ = AᵀA, kept as a
 * factor A of at most min(n, d) rows so that no d×d root is ever taken of fewer than d points.
 *
 * <p>With weights w that sum to one, the rows of A are √(w_i / (1 − Σw²))·(x_i − m): for equal
 * weights the divisor of the covariance is n − 1. A single point has no covariance. For more points
 * than dimensions A is replaced by √λ_k·q_kᵀ from the eigenvectors of Σ; eigenvalues below {@value
 * #RANK_TOLERANCE} of the largest are dropped.
 */
public final class SampleGaussian {
  /** Eigenvalues of the covariance below this part of the largest are taken for zero. */
  static final double RANK_TOLERANCE = 1e-12;

  /** Below this Σw(1−w) all the mass sits on one point. */
  private static final double SINGLE_POINT = 1e-14;

  /**
   * A gap to the mean below this part of the mean is its rounding error; as a covariance it would
   * give equal points a direction.
   */
  private static final double ROUNDING = 1e-14;

  private final DiscreteMeasure measure;
  private final double[] mean;

  /** r×d, row-major. */
  private final double[] factor;

  private final int rank;

  /** Whether the factor was made of eigenvectors, and the eigenvalues of its rows if it was. */
  private final boolean reduced;

  private final double[] eigenvalues;

  private final double trace;

  private final RootedGaussian gaussian;

  private SampleGaussian(
      DiscreteMeasure measure,
      double[] mean,
      double[] factor,
      int rank,
      boolean reduced,
      double[] eigenvalues) {
    this.measure = measure;
    this.mean = mean;
    this.factor = factor;
    this.rank = rank;
    this.reduced = reduced;
    this.eigenvalues = eigenvalues;
    this.gaussian = new RootedGaussian(mean, factor, rank);
    this.trace = gaussian.trace();
  }

  /**
   * Takes the moments of a measure.
   *
   * @param measure weighted points with finite features; the weights are divided by their sum
   * @param algebra used if there are more points than dimensions
   * @return the Gaussian
   * @throws InvalidInputException if there is no mass or a feature is not finite
   */
  public static SampleGaussian of(DiscreteMeasure measure, LinearAlgebra algebra) {
    int n = measure.size();
    int d = measure.dimension();
    if (!(measure.weights().total() > 0)) {
      throw new InvalidInputException(
          "the mean of points without mass", "Give at least one point a positive weight.");
    }
    Matrix points = measure.points();
    long bad = points.firstNonFinite();
    if (bad >= 0) {
      throw new InvalidInputException(
          "feature " + bad % d + " of point " + bad / d + " is " + points.array()[(int) bad],
          "Remove or repair the points that are not finite.");
    }
    double[] mean = mean(measure);
    double[] root = rootWeights(measure.weights());
    if (root.length == 0) {
      return new SampleGaussian(measure, mean, root, 0, false, new double[0]);
    }
    double[] centred = centred(points, mean, root);
    if (n <= d) {
      return new SampleGaussian(measure, mean, centred, n, false, new double[0]);
    }
    double[] covariance = new double[Math.multiplyExact(d, d)];
    algebra.gemm(
        Transpose.YES,
        Transpose.NO,
        d,
        d,
        n,
        1.0,
        centred,
        0,
        d,
        centred,
        0,
        d,
        0.0,
        covariance,
        0,
        d);
    Eigen eigen = algebra.symmetricEigen(covariance, d);
    CovarianceRoot reduced = CovarianceRoot.of(eigen);
    return new SampleGaussian(
        measure, mean, reduced.rows(), reduced.rank(), true, reduced.eigenvalues());
  }

  /** √(w_i / Σw(1−w)) of the normalised weights; empty where a single point holds all mass. */
  private static double[] rootWeights(Weights weights) {
    int n = weights.size();
    double spread = 0;
    for (int i = 0; i < n; i++) {
      double w = weights.get(i) / weights.total();
      spread += w * (1 - w);
    }
    if (!(spread > SINGLE_POINT)) {
      return new double[0];
    }
    double[] root = new double[n];
    for (int i = 0; i < n; i++) {
      root[i] = Math.sqrt(weights.get(i) / weights.total() / spread);
    }
    return root;
  }

  private static double[] mean(DiscreteMeasure measure) {
    int d = measure.dimension();
    float[] points = measure.points().array();
    double[] mean = new double[d];
    for (int i = 0; i < measure.size(); i++) {
      double w = measure.weights().get(i) / measure.weights().total();
      for (int j = 0; j < d; j++) {
        mean[j] += w * points[i * d + j];
      }
    }
    return mean;
  }

  private static double[] centred(Matrix points, double[] mean, double[] root) {
    int d = mean.length;
    float[] values = points.array();
    double[] centred = new double[values.length];
    for (int i = 0; i < root.length; i++) {
      for (int j = 0; j < d; j++) {
        double gap = values[i * d + j] - mean[j];
        centred[i * d + j] = Math.abs(gap) > ROUNDING * Math.abs(mean[j]) ? root[i] * gap : 0;
      }
    }
    return centred;
  }

  /**
   * The measure whose moments these are.
   *
   * @return n points
   */
  public DiscreteMeasure measure() {
    return measure;
  }

  /**
   * Number of features.
   *
   * @return d
   */
  public int dimension() {
    return mean.length;
  }

  /**
   * The mean.
   *
   * @return a copy, d values
   */
  public double[] mean() {
    return mean.clone();
  }

  /**
   * The trace of the covariance.
   *
   * @return the sum of the variances
   */
  public double trace() {
    return trace;
  }

  /**
   * Number of rows of the factor; no less than the rank of the covariance.
   *
   * @return at most min(n, d)
   */
  public int factorRows() {
    return rank;
  }

  /**
   * A factor of the covariance: Σ = AᵀA.
   *
   * @return a copy, {@link #factorRows()}×d, row-major
   */
  public double[] factor() {
    return factor.clone();
  }

  /**
   * The standard deviations of the features: the roots of the diagonal of the covariance.
   *
   * @return d values
   */
  public double[] deviations() {
    int d = mean.length;
    double[] deviations = new double[d];
    for (int k = 0; k < rank; k++) {
      for (int j = 0; j < d; j++) {
        deviations[j] += factor[k * d + j] * factor[k * d + j];
      }
    }
    for (int j = 0; j < d; j++) {
      deviations[j] = Math.sqrt(deviations[j]);
    }
    return deviations;
  }

  /**
   * The Gaussian without its points.
   *
   * @return mean and factor; one and the same at each call
   */
  public RootedGaussian gaussian() {
    return gaussian;
  }

  double[] sharedMean() {
    return mean;
  }

  double[] sharedFactor() {
    return factor;
  }

  double normalisedWeight(int i) {
    return measure.weights().get(i) / measure.weights().total();
  }

  /** √(w_i / (1 − Σw²)), or nothing if a single point holds all mass. */
  double[] rootWeights() {
    return rootWeights(measure.weights());
  }

  /** √(w_i / (1 − Σw²))·(x_i − m), n×d. */
  double[] centredPoints(double[] root) {
    return reduced ? centred(measure.points(), mean, root) : factor;
  }

  /**
   * Takes r×d rows in the coordinates of the factor back to the points: P·W with A = P·factor and
   * P's columns orthonormal.
   */
  double[] toPoints(double[] rows, double[] centred, LinearAlgebra algebra) {
    if (!reduced) {
      return rows;
    }
    int n = measure.size();
    int d = mean.length;
    double[] p = new double[n * rank];
    algebra.gemm(
        Transpose.NO, Transpose.YES, n, rank, d, 1.0, centred, 0, d, factor, 0, d, 0.0, p, 0, rank);
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < rank; k++) {
        p[i * rank + k] /= eigenvalues[k];
      }
    }
    double[] out = new double[n * d];
    algebra.gemm(
        Transpose.NO, Transpose.NO, n, d, rank, 1.0, p, 0, rank, rows, 0, d, 0.0, out, 0, d);
    return out;
  }
}
