package org.otium.functionals;

import java.util.List;
import org.otium.api.ClassConditional;
import org.otium.api.Compute;
import org.otium.api.LabelDistance;
import org.otium.api.Matrix;
import org.otium.numerics.Bures;
import org.otium.numerics.SampleGaussian;

/**
 * The Bures–Wasserstein distance between Gaussians fitted to the classes (DD §3.3): ‖m − m'‖² + tr
 * Σ + tr Σ' − 2‖AᵀA'‖_* with Σ = AAᵀ, covariances unbiased. A class of a single sample has zero
 * covariance: it is compared as a point.
 */
public final class GaussianLabelDistance implements LabelDistance {
  private final GaussianLabelDistanceSettings settings;
  private final Compute compute;

  /**
   * Makes the distance.
   *
   * @param settings full or diagonal covariances
   * @param compute what the machine offers
   */
  public GaussianLabelDistance(GaussianLabelDistanceSettings settings, Compute compute) {
    this.settings = settings;
    this.compute = compute;
  }

  @Override
  public Result between(List<ClassConditional> a, List<ClassConditional> b) {
    MeansLabelDistance.requireSameDimension(a, b);
    return switch (settings.covariance()) {
      case FULL -> {
        List<SampleGaussian> first = fit(a);
        yield new FullResult(first, a.equals(b) ? first : fit(b), compute);
      }
      case DIAGONAL -> new DiagonalGaussians(a, b);
    };
  }

  private List<SampleGaussian> fit(List<ClassConditional> classes) {
    return Bures.moments(
        classes.stream().map(ClassConditional::measure).toList(),
        compute.linearAlgebra(),
        compute.threads());
  }

  private record FullResult(List<SampleGaussian> a, List<SampleGaussian> b, Compute compute)
      implements Result {
    @Override
    public double[][] squared() {
      return Bures.pairwise(a, b, compute.linearAlgebra(), compute.threads());
    }

    @Override
    public List<Matrix> gradient(double[][] coefficients) {
      return Bures.gradient(a, b, coefficients, compute.linearAlgebra(), compute.threads());
    }
  }
}
