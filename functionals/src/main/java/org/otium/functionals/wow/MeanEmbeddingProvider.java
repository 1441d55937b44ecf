package org.otium.functionals.wow;

import org.otium.api.Compute;
import org.otium.api.MeasureKernel;
import org.otium.spi.MeasureKernelProvider;

/** Provides {@code mean-embedding}. */
public final class MeanEmbeddingProvider implements MeasureKernelProvider<MeanEmbeddingSettings> {
  /** Called by the service loader. */
  public MeanEmbeddingProvider() {}

  @Override
  public String name() {
    return "mean-embedding";
  }

  @Override
  public String summary() {
    return "⟨μ, ν⟩ in the space of a kernel on features: MMD with it is blind to classes.";
  }

  @Override
  public Class<MeanEmbeddingSettings> settings() {
    return MeanEmbeddingSettings.class;
  }

  @Override
  public MeasureKernel create(MeanEmbeddingSettings settings, Compute compute) {
    return new MeanEmbeddingKernel(settings, compute);
  }
}
