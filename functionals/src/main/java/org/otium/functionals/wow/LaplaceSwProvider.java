package org.otium.functionals.wow;

import org.otium.api.Compute;
import org.otium.api.MeasureKernel;
import org.otium.spi.MeasureKernelProvider;

/** Provides {@code laplace-sw}. */
public final class LaplaceSwProvider implements MeasureKernelProvider<LaplaceSwSettings> {
  /** Called by the service loader. */
  public LaplaceSwProvider() {}

  @Override
  public String name() {
    return "laplace-sw";
  }

  @Override
  public String summary() {
    return "The Laplace kernel exp(−SW₁/h) of sliced Wasserstein distances (WoW).";
  }

  @Override
  public Class<LaplaceSwSettings> settings() {
    return LaplaceSwSettings.class;
  }

  @Override
  public MeasureKernel create(LaplaceSwSettings settings, Compute compute) {
    return SlicedKernel.laplace(settings, compute);
  }
}
