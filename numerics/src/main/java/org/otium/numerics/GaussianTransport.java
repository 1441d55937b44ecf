package org.otium.numerics;

import java.util.Arrays;
import org.otium.api.Covariance;
import org.otium.api.GaussianMeasure;
import org.otium.api.InvalidInputException;
import org.otium.api.LinearAlgebra;
import org.otium.api.LinearAlgebra.Eigen;
import org.otium.api.LinearAlgebra.Svd;
import org.otium.api.LinearAlgebra.Transpose;

/**
 * Optimal transport between Gaussians given by mean and covariance: the Bures–Wasserstein distance,
 * its Monge map x ↦ m₂ + T(x − m₁), T = Σ₁^-½ (Σ₁^½ Σ₂ Σ₁^½)^½ Σ₁^-½, and its gradients. Diagonal
 * pairs are computed in closed form.
 */
public final class GaussianTransport {
  /** Eigenvalues below this part of the largest are taken for zero. */
  private static final double RANK_TOLERANCE = 1e-12;

  /** A negative eigenvalue beyond this part of the largest one is no rounding error. */
  private static final double NEGATIVE_TOLERANCE = 1e-8;

  private GaussianTransport() {}

  /**
   * The gradient of W₂² by the parameters of the first Gaussian.
   *
   * @param mean 2(m₁ − m₂), d values
   * @param covariance I − T: d×d row-major for a full covariance, its d diagonal entries for a
   *     diagonal one. Outside the range of Σ₁ the distance has no derivative by Σ₁; T is zero there
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
  public record Gradient(double[] mean, double[] covariance) {}

  /**
   * W₂² between two Gaussians.
   *
   * @param a one Gaussian
   * @param b another, of the same dimension
   * @param algebra for the roots of full covariances
   * @return a squared distance, never negative
   * @throws InvalidInputException if the dimensions differ or a covariance has a negative
   *     eigenvalue
   */
  public static double squared(GaussianMeasure a, GaussianMeasure b, LinearAlgebra algebra) {
    requireSameDimension(a, b);
    int d = a.dimension();
    double distance = 0;
    double[] m1 = a.mean();
    double[] m2 = b.mean();
    for (int j = 0; j < d; j++) {
      distance += (m1[j] - m2[j]) * (m1[j] - m2[j]);
    }
    if (a.covariance() instanceof Covariance.Diagonal s1
        && b.covariance() instanceof Covariance.Diagonal s2) {
      for (int j = 0; j < d; j++) {
        double gap = Math.sqrt(s1.get(j, j)) - Math.sqrt(s2.get(j, j));
        distance += gap * gap;
      }
      return distance;
    }
    Root r1 = Root.of(a.covariance(), algebra);
    Root r2 = Root.of(b.covariance(), algebra);
    double nuclear = 0;
    for (double s : algebra.singularValues(r1.cross(r2, algebra), r1.rank, r2.rank)) {
      nuclear += s;
    }
    return Math.max(0, distance + r1.trace() + r2.trace() - 2 * nuclear);
  }

  /**
   * The symmetric root of a covariance.
   *
   * @param covariance d×d
   * @param algebra for the eigenvectors of a full one
   * @return Σ^½, d×d, row-major
   * @throws InvalidInputException if the covariance has a negative eigenvalue
   */
  public static double[] squareRoot(Covariance covariance, LinearAlgebra algebra) {
    int d = covariance.dimension();
    Root root = Root.of(covariance, algebra);
    double[] unit = root.factor.clone();
    for (int k = 0; k < root.rank; k++) {
      for (int j = 0; j < d; j++) {
        unit[k * d + j] /= Math.sqrt(root.values[k]);
      }
    }
    double[] out = new double[d * d];
    algebra.gemm(
        Transpose.YES,
        Transpose.NO,
        d,
        d,
        root.rank,
        1.0,
        unit,
        0,
        d,
        root.factor,
        0,
        d,
        0.0,
        out,
        0,
        d);
    return symmetrised(out, d);
  }

  /**
   * The linear part T of the Monge map from one Gaussian to another.
   *
   * @param a the source
   * @param b the target, of the same dimension
   * @param algebra for roots and decompositions
   * @return T, d×d, symmetric positive semi-definite; zero outside the range of Σ₁
   */
  public static double[] map(GaussianMeasure a, GaussianMeasure b, LinearAlgebra algebra) {
    requireSameDimension(a, b);
    int d = a.dimension();
    double[] out = new double[d * d];
    if (a.covariance() instanceof Covariance.Diagonal s1
        && b.covariance() instanceof Covariance.Diagonal s2) {
      double largest = Arrays.stream(s1.toArray()).max().orElse(0);
      for (int j = 0; j < d; j++) {
        double v = s1.get(j, j);
        out[j * d + j] = v > RANK_TOLERANCE * largest ? Math.sqrt(s2.get(j, j) / v) : 0;
      }
      return out;
    }
    Root r1 = Root.of(a.covariance(), algebra);
    Root r2 = Root.of(b.covariance(), algebra);
    if (r1.rank == 0 || r2.rank == 0) {
      return out;
    }
    // T = B⁺·U·S·Uᵀ·B⁺ᵀ with B₁B₂ᵀ = USVᵀ and B⁺ = B₁ᵀ·diag(1/λ): symmetric by construction
    Svd svd = algebra.svd(r1.cross(r2, algebra), r1.rank, r2.rank);
    int k = Math.min(r1.rank, r2.rank);
    double[] half = new double[r1.rank * k];
    for (int i = 0; i < r1.rank; i++) {
      for (int j = 0; j < k; j++) {
        half[i * k + j] = svd.u()[i * k + j] * Math.sqrt(svd.values()[j]) / r1.values[i];
      }
    }
    double[] root = new double[d * k];
    algebra.gemm(
        Transpose.YES,
        Transpose.NO,
        d,
        k,
        r1.rank,
        1.0,
        r1.factor,
        0,
        d,
        half,
        0,
        k,
        0.0,
        root,
        0,
        k);
    algebra.gemm(Transpose.NO, Transpose.YES, d, d, k, 1.0, root, 0, k, root, 0, k, 0.0, out, 0, d);
    return symmetrised(out, d);
  }

  /**
   * The gradient of W₂² by the mean and the covariance of the first Gaussian.
   *
   * @param a the Gaussian to differentiate by
   * @param b another, of the same dimension
   * @param algebra for roots and decompositions
   * @return 2(m₁ − m₂) and I − T
   */
  public static Gradient gradient(GaussianMeasure a, GaussianMeasure b, LinearAlgebra algebra) {
    double[] t = map(a, b, algebra);
    int d = a.dimension();
    double[] m1 = a.mean();
    double[] m2 = b.mean();
    double[] byMean = new double[d];
    for (int j = 0; j < d; j++) {
      byMean[j] = 2 * (m1[j] - m2[j]);
    }
    if (a.covariance() instanceof Covariance.Diagonal) {
      double[] byVariance = new double[d];
      for (int j = 0; j < d; j++) {
        byVariance[j] = 1 - t[j * d + j];
      }
      return new Gradient(byMean, byVariance);
    }
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < d; j++) {
        t[i * d + j] = (i == j ? 1 : 0) - t[i * d + j];
      }
    }
    return new Gradient(byMean, t);
  }

  private static void requireSameDimension(GaussianMeasure a, GaussianMeasure b) {
    if (a.dimension() != b.dimension()) {
      throw new InvalidInputException(
          "a map between Gaussians on " + a.dimension() + " and on " + b.dimension() + " features",
          "Both must live in one feature space.");
    }
  }

  private static double[] symmetrised(double[] a, int d) {
    for (int i = 0; i < d; i++) {
      for (int j = 0; j < i; j++) {
        double mean = 0.5 * (a[i * d + j] + a[j * d + i]);
        a[i * d + j] = mean;
        a[j * d + i] = mean;
      }
    }
    return a;
  }

  /** Σ = BᵀB with the rows √λ_k·q_kᵀ of B, the positive eigenvalues alone. */
  @SuppressWarnings("ArrayRecordComponent") // lives in one method, never compared
  private record Root(double[] factor, double[] values, int rank, int dimension) {
    static Root of(Covariance covariance, LinearAlgebra algebra) {
      int d = covariance.dimension();
      Eigen eigen =
          switch (covariance) {
            case Covariance.Diagonal diagonal -> sorted(diagonal.toArray());
            case Covariance.Full full -> algebra.symmetricEigen(full.toArray(), d);
          };
      double largest = d == 0 ? 0 : Math.max(0, eigen.values()[d - 1]);
      if (d > 0 && eigen.values()[0] < -NEGATIVE_TOLERANCE * largest) {
        throw new InvalidInputException(
            "a covariance with the negative eigenvalue " + eigen.values()[0],
            "A covariance must be positive semi-definite; add a small multiple of the identity.");
      }
      int first = 0;
      while (first < d && !(eigen.values()[first] > RANK_TOLERANCE * largest)) {
        first++;
      }
      int rank = d - first;
      double[] factor = new double[rank * d];
      for (int k = 0; k < rank; k++) {
        double root = Math.sqrt(eigen.values()[first + k]);
        for (int j = 0; j < d; j++) {
          factor[k * d + j] = root * eigen.vectors()[j * d + first + k];
        }
      }
      return new Root(factor, Arrays.copyOfRange(eigen.values(), first, d), rank, d);
    }

    private static Eigen sorted(double[] variances) {
      int d = variances.length;
      Integer[] order = new Integer[d];
      Arrays.setAll(order, i -> i);
      Arrays.sort(order, (i, j) -> Double.compare(variances[i], variances[j]));
      double[] vectors = new double[d * d];
      double[] values = new double[d];
      for (int k = 0; k < d; k++) {
        values[k] = variances[order[k]];
        vectors[order[k] * d + k] = 1;
      }
      return new Eigen(values, vectors);
    }

    double trace() {
      double sum = 0;
      for (double v : values) {
        sum += v;
      }
      return sum;
    }

    double[] cross(Root other, LinearAlgebra algebra) {
      double[] out = new double[rank * other.rank];
      algebra.gemm(
          Transpose.NO,
          Transpose.YES,
          rank,
          other.rank,
          dimension,
          1.0,
          factor,
          0,
          dimension,
          other.factor,
          0,
          dimension,
          0.0,
          out,
          0,
          other.rank);
      return out;
    }
  }
}
