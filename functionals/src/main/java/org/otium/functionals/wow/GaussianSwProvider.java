package org.otium.functionals.wow;

import org.otium.api.Compute;
import org.otium.api.MeasureKernel;
import org.otium.spi.MeasureKernelProvider;

/** Provides {@code gaussian-sw}. */
public final class GaussianSwProvider implements MeasureKernelProvider<GaussianSwSettings> {
  /** Called by the service loader. */
  public GaussianSwProvider() {}

  @Override
  public String name() {
    return "gaussian-sw";
  }

  @Override
  public String summary() {
    return "The Gaussian kernel exp(−SW₂²/2h) of sliced Wasserstein distances (WoW).";
  }

  @Override
  public Class<GaussianSwSettings> settings() {
    return GaussianSwSettings.class;
  }

  @Override
  public MeasureKernel create(GaussianSwSettings settings, Compute compute) {
    return SlicedKernel.gaussian(settings, compute);
  }
}
