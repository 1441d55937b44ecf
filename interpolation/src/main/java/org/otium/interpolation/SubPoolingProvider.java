package org.otium.interpolation;

import org.otium.api.Compute;
import org.otium.api.Interpolation;
import org.otium.spi.InterpolationProvider;

/** Provides {@code sub-pooling}. */
public final class SubPoolingProvider implements InterpolationProvider<SubPoolingSettings> {
  /** Called by the service loader. */
  public SubPoolingProvider() {}

  @Override
  public String name() {
    return "sub-pooling";
  }

  @Override
  public String summary() {
    return "The neighbours of the reference's samples in all datasets, with its labels: a baseline.";
  }

  @Override
  public Class<SubPoolingSettings> settings() {
    return SubPoolingSettings.class;
  }

  @Override
  public Interpolation create(SubPoolingSettings settings, Compute compute) {
    return new SubPooling(settings, compute);
  }
}
