package org.otium.functionals.wow;

import org.otium.api.Compute;
import org.otium.api.MeasureKernel;
import org.otium.spi.MeasureKernelProvider;

/** Provides {@code label-product}. */
public final class LabelProductProvider implements MeasureKernelProvider<LabelProductSettings> {
  /** Called by the service loader. */
  public LabelProductProvider() {}

  @Override
  public String name() {
    return "label-product";
  }

  @Override
  public String summary() {
    return "A kernel on features times kernels on class means and covariances (Hua et al. 2023).";
  }

  @Override
  public Class<LabelProductSettings> settings() {
    return LabelProductSettings.class;
  }

  @Override
  public MeasureKernel create(LabelProductSettings settings, Compute compute) {
    return new LabelProductKernel(settings, compute);
  }
}
