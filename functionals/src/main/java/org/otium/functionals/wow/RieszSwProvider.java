package org.otium.functionals.wow;

import org.otium.api.Compute;
import org.otium.api.MeasureKernel;
import org.otium.spi.MeasureKernelProvider;

/** Provides {@code riesz-sw}. */
public final class RieszSwProvider implements MeasureKernelProvider<RieszSwSettings> {
  /** Called by the service loader. */
  public RieszSwProvider() {}

  @Override
  public String name() {
    return "riesz-sw";
  }

  @Override
  public String summary() {
    return "The Riesz kernel −SW₂^r of sliced Wasserstein distances: reaches far, no bandwidth (WoW).";
  }

  @Override
  public Class<RieszSwSettings> settings() {
    return RieszSwSettings.class;
  }

  @Override
  public MeasureKernel create(RieszSwSettings settings, Compute compute) {
    return SlicedKernel.riesz(settings, compute);
  }
}
