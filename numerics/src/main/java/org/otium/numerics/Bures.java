package org.otium.numerics;

import java.util.List;
import org.otium.api.Compute;
import org.otium.api.DiscreteMeasure;
import org.otium.api.LinearAlgebra;
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
   * @param compute for the nuclear norm
   * @return a squared distance, never negative
   */
  public static double squared(SampleGaussian a, SampleGaussian b, Compute compute) {
    return between(List.of(a), List.of(b), compute).squared()[0][0];
  }

  /**
   * W₂² between all pairs. Where both lists hold the same Gaussians every pair is computed once, so
   * the result is symmetric to the bit with zeros on the diagonal.
   *
   * @param a k Gaussians
   * @param b l Gaussians of the same dimension
   * @param compute for decompositions
   * @return the distances; {@link #gradient} takes their gradient to the points
   */
  public static BuresDistances between(
      List<SampleGaussian> a, List<SampleGaussian> b, Compute compute) {
    return BuresDistances.between(
        a.stream().map(SampleGaussian::gaussian).toList(),
        b.stream().map(SampleGaussian::gaussian).toList(),
        compute);
  }

  /**
   * The gradient of Σ_kl c_kl·W₂²(a_k, b_l) with respect to the points of every a_k, the weights
   * and the second list fixed. Euclidean: not divided by the points' masses. The derivative by the
   * roots, taken further through the centring.
   *
   * @param a the Gaussians of the first list of the distances
   * @param distances what {@link #between} gave for them
   * @param coefficients c, as for {@link BuresDistances#gradient}
   * @param compute for products
   * @return one matrix a Gaussian of {@code a}, its points × d
   */
  public static List<Matrix> gradient(
      List<SampleGaussian> a, BuresDistances distances, double[][] coefficients, Compute compute) {
    distances.prepare(coefficients);
    Matrix[] out = new Matrix[a.size()];
    ParallelLoop.run(
        compute.threads(),
        0,
        out.length,
        1,
        (from, to) -> {
          for (int k = from; k < to; k++) {
            BuresDistances.Pull pull = distances.pull(k, coefficients[k]);
            out[k] =
                byPoints(
                    a.get(k), pull.total(), pull.byMean(), pull.byRoot(), compute.linearAlgebra());
          }
        });
    return List.of(out);
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
