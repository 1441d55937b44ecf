package org.otium.functionals;

import java.lang.ref.SoftReference;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.otium.api.ClassConditional;
import org.otium.api.Compute;
import org.otium.api.GaussianFamily;
import org.otium.api.GaussianMeasure;
import org.otium.api.LabelDistance;
import org.otium.api.Matrix;
import org.otium.numerics.Bures;
import org.otium.numerics.BuresDistances;
import org.otium.numerics.RootedGaussian;
import org.otium.numerics.SampleGaussian;

/**
 * The Bures–Wasserstein distance between Gaussians fitted to the classes (DD §3.3): ‖m − m'‖² + tr
 * Σ + tr Σ' − 2‖AᵀA'‖_* with Σ = AAᵀ, covariances unbiased. A class of a single sample has zero
 * covariance: it is compared as a point.
 *
 * <p>Gaussians that stand for labels are compared as they are, and their family and this distance
 * need not have one form: diagonal Gaussians have full covariances too, and of full ones a diagonal
 * distance takes the variances.
 */
public final class GaussianLabelDistance implements LabelDistance {
  /**
   * Of how many lists of classes the fits are remembered: the target of a flow, its particles, and
   * those of the step before, after which the target is wanted again.
   */
  private static final int REMEMBERED = 3;

  private final GaussianLabelDistanceSettings settings;
  private final Compute compute;

  /**
   * Last used first. The target of a flow is fitted once, its particles once a step. A fit has all
   * samples of its classes, so that it is forgotten where memory is short.
   */
  private volatile List<SoftReference<Fit>> fits = List.of();

  private record Fit(List<ClassConditional> classes, List<SampleGaussian> gaussians) {
    boolean isOf(List<ClassConditional> others) {
      boolean same = classes.size() == others.size();
      for (int k = 0; same && k < classes.size(); k++) {
        same = isSame(classes.get(k), others.get(k));
      }
      return same;
    }

    @SuppressWarnings("ReferenceEquality") // comparing all points would take longer than fitting
    private static boolean isSame(ClassConditional a, ClassConditional b) {
      return a == b;
    }
  }

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

  /** Whether another is a distance with the same settings, which gives the same numbers. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof GaussianLabelDistance same && settings.equals(same.settings);
  }

  @Override
  public int hashCode() {
    return settings.hashCode();
  }

  @Override
  public Result between(List<ClassConditional> a, List<ClassConditional> b) {
    MeansLabelDistance.requireSameDimension(a, b);
    return switch (settings.covariance()) {
      case FULL -> {
        List<SampleGaussian> first = fit(a);
        List<SampleGaussian> second = a.equals(b) ? first : fit(b);
        yield new FullResult(first, Bures.between(first, second, compute), compute);
      }
      case DIAGONAL -> new DiagonalGaussians(a, b, compute);
    };
  }

  @Override
  public GaussianResult between(GaussianFamily a, List<ClassConditional> b) {
    FamilyDistances.requireSameDimension(a, b);
    FamilyDistances.requireMemory(a.size(), b.size(), compute);
    return switch (settings.covariance()) {
      case FULL ->
          FamilyDistances.full(
              a, rooted(a), fit(b).stream().map(SampleGaussian::gaussian).toList(), compute);
      case DIAGONAL -> FamilyDistances.diagonal(a, DiagonalGaussians.stacked(b), compute);
    };
  }

  @Override
  public GaussianResult within(GaussianFamily a) {
    FamilyDistances.requireMemory(a.size(), a.size(), compute);
    boolean full =
        settings.covariance() == GaussianLabelDistanceSettings.Shape.FULL
            && a.form() == GaussianFamily.Form.FULL;
    if (!full) {
      // Among diagonal Gaussians both forms are one.
      return FamilyDistances.diagonal(a, DiagonalGaussians.stacked(a), compute);
    }
    List<RootedGaussian> rooted = rooted(a);
    return FamilyDistances.full(a, rooted, rooted, compute);
  }

  @Override
  public boolean needsMomentsAlone() {
    return true;
  }

  @Override
  public double[][] fromMoments(List<GaussianMeasure> a, List<GaussianMeasure> b) {
    MeansLabelDistance.requireSameFeatures(a, b);
    return switch (settings.covariance()) {
      case FULL -> {
        List<RootedGaussian> first = rooted(a);
        List<RootedGaussian> second = a.equals(b) ? first : rooted(b);
        yield BuresDistances.between(first, second, compute).squared();
      }
      case DIAGONAL ->
          new SquaredGaps(
                  DiagonalGaussians.stackedMoments(a), DiagonalGaussians.stackedMoments(b), compute)
              .squared();
    };
  }

  private List<RootedGaussian> rooted(List<GaussianMeasure> gaussians) {
    return gaussians.stream().map(g -> RootedGaussian.of(g, compute.linearAlgebra())).toList();
  }

  private List<RootedGaussian> rooted(GaussianFamily family) {
    FamilyDistances.requireMemoryForRoots(family, compute);
    return IntStream.range(0, family.size()).mapToObj(j -> RootedGaussian.of(family, j)).toList();
  }

  private List<SampleGaussian> fit(List<ClassConditional> classes) {
    List<SoftReference<Fit>> known = fits;
    Fit found = null;
    for (SoftReference<Fit> reference : known) {
      Fit fit = reference.get();
      if (found == null && fit != null && fit.isOf(classes)) {
        found = fit;
      }
    }
    Fit newest =
        found != null
            ? found
            : new Fit(
                List.copyOf(classes),
                Bures.moments(
                    classes.stream().map(ClassConditional::measure).toList(),
                    compute.linearAlgebra(),
                    compute.threads()));
    fits =
        Stream.concat(
                Stream.of(new SoftReference<>(newest)),
                known.stream().filter(r -> !r.refersTo(newest) && !r.refersTo(null)))
            .limit(REMEMBERED)
            .toList();
    return newest.gaussians();
  }

  private record FullResult(List<SampleGaussian> a, BuresDistances distances, Compute compute)
      implements Result {
    @Override
    public double[][] squared() {
      return distances.squared();
    }

    @Override
    public List<Matrix> gradient(double[][] coefficients) {
      return Bures.gradient(a, distances, coefficients, compute);
    }
  }
}
