package org.otium.functionals.wow;

import org.otium.api.Compute;
import org.otium.api.MeasureKernel;
import org.otium.spi.MeasureKernelProvider;

/** Provides {@code imq-sw}. */
public final class ImqSwProvider implements MeasureKernelProvider<ImqSwSettings> {
  /** Called by the service loader. */
  public ImqSwProvider() {}

  @Override
  public String name() {
    return "imq-sw";
  }

  @Override
  public String summary() {
    return "The inverse multiquadric kernel (h + SW₂²)^−½ of sliced Wasserstein distances (WoW).";
  }

  @Override
  public Class<ImqSwSettings> settings() {
    return ImqSwSettings.class;
  }

  @Override
  public MeasureKernel create(ImqSwSettings settings, Compute compute) {
    return SlicedKernel.inverseMultiquadric(settings, compute);
  }
}
