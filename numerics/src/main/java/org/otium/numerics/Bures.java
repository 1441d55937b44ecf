package org.otium.numerics;

import java.util.List;
import org.otium.api.DiscreteMeasure;
import org.otium.api.InvalidInputException;
import org.otium.api.LinearAlgebra;
import org.otium.api.LinearAlgebra.Svd;
import org.otium.api.LinearAlgebra.Transpose;
import org.otium.api.Matrix;

/**
 * The Bures–Wasserstein distance between Gaussians fitted to points (DD §3.3):
 *
 * <p>W₂² = ‖m₁ − m₂‖² + tr Σ₁ + tr Σ₂ − 2‖A₁A₂ᵀ‖_*
 *
 * <p>with Σ = AᵀA, because the singular values of A₁A₂ᵀ are the eigenvalues of (Σ₁^½ Σ₂ Σ₁^½)^½.
 * The nuclear norm is that of an r₁×r₂ matrix, r at most the smaller of the number of points and of
 * features.
 */
public final class Bures {
  /** Singular values of A₁A₂ᵀ below this part of √(tr Σ₁ · tr Σ₂) carry no direction. */
  private static final double RANK_TOLERANCE = 1e-12;

  /** Coefficients below this part of their row's sum vanish in the rounding of a float gradient. */
  private static final double NEGLIGIBLE = 1e-8;

  private Bures() {}

  /**
   * Takes the moments of several measures.
   *
   * @param measures weighted points, all in one feature space
   * @param algebra used for measures of more points than features
   * @param threads how many threads to use
   * @return one Gaussian a measure
   */
  public static List<SampleGaussian> moments(
      List<DiscreteMeasure> measures, LinearAlgebra algebra, int threads) {
    SampleGaussian[] out = new SampleGaussian[measures.size()];
    ParallelLoop.run(
        threads,
        0,
        out.length,
        1,
        (from, to) -> {
          for (int k = from; k < to; k++) {
            out[k] = SampleGaussian.of(measures.get(k), algebra);
          }
        });
    return List.of(out);
  }

  /**
   * W₂² between two Gaussians.
   *
   * @param a one Gaussian
   * @param b another, of the same dimension
   * @param algebra for the nuclear norm
   * @return a squared distance, never negative; its absolute error is about 1e-13 of the traces
   */
  public static double squared(SampleGaussian a, SampleGaussian b, LinearAlgebra algebra) {
    requireSameDimension(a, b);
    if (a == b) {
      return 0;
    }
    double distance = a.trace() + b.trace();
    for (int j = 0; j < a.dimension(); j++) {
      double gap = a.sharedMean()[j] - b.sharedMean()[j];
      distance += gap * gap;
    }
    if (a.factorRows() > 0 && b.factorRows() > 0) {
      double nuclear = 0;
      for (double s :
          algebra.singularValues(cross(a, b, algebra), a.factorRows(), b.factorRows())) {
        nuclear += s;
      }
      distance -= 2 * nuclear;
    }
    return Math.max(0, distance);
  }

  private static void requireSameDimension(SampleGaussian a, SampleGaussian b) {
    if (a.dimension() != b.dimension()) {
      throw new InvalidInputException(
          "a distance between Gaussians on "
              + a.dimension()
              + " and on "
              + b.dimension()
              + " features",
          "Both must live in one feature space.");
    }
  }

  /** A₁A₂ᵀ. */
  private static double[] cross(SampleGaussian a, SampleGaussian b, LinearAlgebra algebra) {
    int r = a.factorRows();
    int s = b.factorRows();
    int d = a.dimension();
    double[] cross = new double[Math.multiplyExact(r, s)];
    algebra.gemm(
        Transpose.NO,
        Transpose.YES,
        r,
        s,
        d,
        1.0,
        a.sharedFactor(),
        0,
        d,
        b.sharedFactor(),
        0,
        d,
        0.0,
        cross,
        0,
        s);
    return cross;
  }

  /**
   * W₂² between all pairs. Where both lists hold the same Gaussians every pair is computed once, so
   * the result is symmetric to the bit with zeros on the diagonal.
   *
   * @param a k Gaussians
   * @param b l Gaussians of the same dimension
   * @param algebra for the nuclear norms
   * @param threads how many threads to use
   * @return k×l squared distances
   */
  public static double[][] pairwise(
      List<SampleGaussian> a, List<SampleGaussian> b, LinearAlgebra algebra, int threads) {
    for (SampleGaussian g : a) {
      for (SampleGaussian h : b) {
        requireSameDimension(g, h);
      }
    }
    boolean same = same(a, b);
    int columns = b.size();
    double[][] out = new double[a.size()][columns];
    ParallelLoop.run(
        threads,
        0,
        Math.multiplyExact(a.size(), columns),
        1,
        (from, to) -> {
          for (int pair = from; pair < to; pair++) {
            int k = pair / columns;
            int l = pair % columns;
            if (!same || l < k) {
              out[k][l] = squared(a.get(k), b.get(l), algebra);
            }
          }
        });
    if (same) {
      for (int k = 0; k < columns; k++) {
        for (int l = 0; l < k; l++) {
          out[l][k] = out[k][l];
        }
      }
    }
    return out;
  }

  private static boolean same(List<SampleGaussian> a, List<SampleGaussian> b) {
    if (a.size() != b.size()) {
      return false;
    }
    for (int k = 0; k < a.size(); k++) {
      if (a.get(k) != b.get(k)) {
        return false;
      }
    }
    return true;
  }

  /**
   * The gradient of Σ_kl c_kl·W₂²(a_k, b_l) with respect to the points of every a_k, the weights
   * and the second list fixed. Euclidean: not divided by the points' masses. With UΣVᵀ = A₁A₂ᵀ the
   * derivative by A₁ is 2A₁ − 2UVᵀA₂, taken further through the centring. Directions in which A₁A₂ᵀ
   * vanishes are left out, which picks a subgradient where the distance has a kink (points that
   * span less than the space).
   *
   * @param a k Gaussians
   * @param b l Gaussians of the same dimension
   * @param coefficients c, k×l; pairs whose part of their row is below 1e-8 are left out, as are
   *     pairs of one and the same Gaussian, whose gradient is zero
   * @param algebra for products and decompositions
   * @param threads how many threads to use
   * @return one matrix a Gaussian of {@code a}, its points × d
   */
  public static List<Matrix> gradient(
      List<SampleGaussian> a,
      List<SampleGaussian> b,
      double[][] coefficients,
      LinearAlgebra algebra,
      int threads) {
    if (coefficients.length != a.size()) {
      throw new InvalidInputException(
          coefficients.length + " rows of coefficients for " + a.size() + " Gaussians",
          "Give one row a Gaussian of the first list.");
    }
    Matrix[] out = new Matrix[a.size()];
    ParallelLoop.run(
        threads,
        0,
        out.length,
        1,
        (from, to) -> {
          for (int k = from; k < to; k++) {
            out[k] = gradient(a.get(k), b, coefficients[k], algebra);
          }
        });
    return List.of(out);
  }

  private static Matrix gradient(
      SampleGaussian a, List<SampleGaussian> b, double[] coefficients, LinearAlgebra algebra) {
    if (coefficients.length != b.size()) {
      throw new InvalidInputException(
          coefficients.length + " coefficients for " + b.size() + " Gaussians",
          "Give one column a Gaussian of the second list.");
    }
    int d = a.dimension();
    double total = 0;
    double[] byMean = new double[d];
    double[] pulled = new double[a.factorRows() * d];
    double negligible = 0;
    for (double c : coefficients) {
      negligible += NEGLIGIBLE * Math.abs(c);
    }
    for (int l = 0; l < b.size(); l++) {
      double c = coefficients[l];
      SampleGaussian other = b.get(l);
      requireSameDimension(a, other);
      // A measure is nearest to itself: the gradient there is zero.
      if (a == other || Math.abs(c) <= negligible) {
        continue;
      }
      total += c;
      for (int j = 0; j < d; j++) {
        byMean[j] += 2 * c * (a.sharedMean()[j] - other.sharedMean()[j]);
      }
      addPolar(a, other, c, pulled, algebra);
    }
    return byPoints(a, total, byMean, pulled, algebra);
  }

  /** out += c·UVᵀA₂. */
  private static void addPolar(
      SampleGaussian a, SampleGaussian b, double c, double[] out, LinearAlgebra algebra) {
    int r = a.factorRows();
    int s = b.factorRows();
    if (r == 0 || s == 0) {
      return;
    }
    int d = a.dimension();
    Svd svd = algebra.svd(cross(a, b, algebra), r, s);
    int k = Math.min(r, s);
    double smallest = RANK_TOLERANCE * Math.sqrt(a.trace() * b.trace());
    int kept = 0;
    while (kept < k && svd.values()[kept] > smallest) {
      kept++;
    }
    if (kept == 0) {
      return;
    }
    double[] polar = new double[r * s];
    algebra.gemm(
        Transpose.NO,
        Transpose.NO,
        r,
        s,
        kept,
        1.0,
        svd.u(),
        0,
        k,
        svd.vt(),
        0,
        s,
        0.0,
        polar,
        0,
        s);
    algebra.gemm(
        Transpose.NO,
        Transpose.NO,
        r,
        d,
        s,
        c,
        polar,
        0,
        s,
        b.sharedFactor(),
        0,
        d,
        1.0,
        out,
        0,
        d);
  }

  private static Matrix byPoints(
      SampleGaussian a, double total, double[] byMean, double[] pulled, LinearAlgebra algebra) {
    int n = a.measure().size();
    int d = a.dimension();
    float[] out = new float[n * d];
    double[] root = a.rootWeights();
    if (root.length == 0) {
      for (int i = 0; i < n; i++) {
        double w = a.normalisedWeight(i);
        for (int j = 0; j < d; j++) {
          out[i * d + j] = (float) (w * byMean[j]);
        }
      }
      return Matrix.wrap(n, d, out);
    }
    double[] centred = a.centredPoints(root);
    double[] polar = a.toPoints(pulled, centred, algebra);
    double[] average = new double[d];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < d; j++) {
        average[j] += root[i] * 2 * (total * centred[i * d + j] - polar[i * d + j]);
      }
    }
    for (int i = 0; i < n; i++) {
      double w = a.normalisedWeight(i);
      for (int j = 0; j < d; j++) {
        double byFactor = 2 * (total * centred[i * d + j] - polar[i * d + j]);
        out[i * d + j] = (float) (root[i] * byFactor + w * (byMean[j] - average[j]));
      }
    }
    return Matrix.wrap(n, d, out);
  }
}
