package org.otium.numerics;

import org.otium.api.Covariance;
import org.otium.api.GaussianFamily;
import org.otium.api.GaussianMeasure;
import org.otium.api.LinearAlgebra;

/**
 * A Gaussian N(m, LᵀL) in double precision, given by a root L of its covariance. It is equal to
 * itself alone.
 *
 * @param mean m, d values; shared and read-only by agreement
 * @param root L, rows×d, row-major; shared and read-only by agreement
 * @param rows rows of L, possibly none; no less than the rank of the covariance
 */
@SuppressWarnings("ArrayRecordComponent") // never compared by value
public record RootedGaussian(double[] mean, double[] root, int rows) {
  /**
   * One Gaussian of a family. A diagonal one gets its standard deviations as a diagonal root.
   *
   * @param family means and roots
   * @param j which
   * @return N(m_j, Σ_j)
   */
  public static RootedGaussian of(GaussianFamily family, int j) {
    int d = family.dimension();
    double[] mean = new double[d];
    copy(family.means().array(), j * d, mean);
    return switch (family.form()) {
      case FULL -> {
        int rows = family.rootRows();
        double[] root = new double[rows * d];
        copy(family.roots().array(), j * rows * d, root);
        yield new RootedGaussian(mean, root, rows);
      }
      case DIAGONAL -> {
        double[] root = new double[Math.multiplyExact(d, d)];
        for (int c = 0; c < d; c++) {
          root[c * d + c] = family.roots().get(j, c);
        }
        yield new RootedGaussian(mean, root, d);
      }
    };
  }

  /**
   * A Gaussian that is given by its covariance, with a root of as many rows as that has rank.
   *
   * @param gaussian mean and covariance
   * @param algebra for the eigenvectors of a full covariance; of these the rows of the root are
   *     made as in {@link SampleGaussian}
   * @return the same Gaussian
   */
  public static RootedGaussian of(GaussianMeasure gaussian, LinearAlgebra algebra) {
    int d = gaussian.dimension();
    return switch (gaussian.covariance()) {
      case Covariance.Diagonal diagonal -> {
        double[] root = new double[Math.multiplyExact(d, d)];
        for (int c = 0; c < d; c++) {
          root[c * d + c] = Math.sqrt(diagonal.get(c, c));
        }
        yield new RootedGaussian(gaussian.mean(), root, d);
      }
      case Covariance.Full full -> {
        CovarianceRoot root = CovarianceRoot.of(algebra.symmetricEigen(full.toArray(), d));
        yield new RootedGaussian(gaussian.mean(), root.rows(), root.rank());
      }
    };
  }

  private static void copy(float[] from, int at, double[] to) {
    for (int i = 0; i < to.length; i++) {
      to[i] = from[at + i];
    }
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
   * The trace of the covariance.
   *
   * @return ‖L‖²
   */
  public double trace() {
    double sum = 0;
    for (double v : root) {
      sum += v * v;
    }
    return sum;
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
