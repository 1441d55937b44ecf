package org.otium.functionals.wow;

import java.util.List;
import org.otium.api.Compute;
import org.otium.api.MeasureKernel;
import org.otium.api.Weights;

/**
 * The mean of a kernel between points, K(μ, ν) = ∬ k(x, y) dμ(x) dν(y): the product of the mean
 * embeddings of two measures. As it is linear in both, MMD_K of two datasets as measures over
 * measures is the plain MMD_k of their features, which does not see classes. It takes O(n²d) where
 * sliced kernels take O(L·n·(d + log n)).
 */
public final class MeanEmbeddingKernel implements MeasureKernel {
  private final MeanEmbeddingSettings settings;
  private final Compute compute;

  /**
   * Makes the kernel.
   *
   * @param settings the kernel between points
   * @param compute linear algebra, threads and memory
   */
  public MeanEmbeddingKernel(MeanEmbeddingSettings settings, Compute compute) {
    this.settings = settings;
    this.compute = compute;
  }

  @Override
  public Family family(List<Weights> moving, List<Weights> fixed, int dimension) {
    FamilyRows rows = new FamilyRows(moving, fixed, dimension);
    return switch (settings.kernel()) {
      case GAUSSIAN ->
          new RadialMeans(rows, new KernelProfile.Gaussian(settings.bandwidth()), compute);
      case RIESZ ->
          new RadialMeans(
              rows, new KernelProfile.Riesz(settings.exponent(), settings.smoothing()), compute);
      case LINEAR -> new LinearMeans(rows);
    };
  }
}
