package org.otium.interpolation;

import org.otium.api.Compute;
import org.otium.api.Interpolation;
import org.otium.spi.InterpolationProvider;

/** Provides {@code pooling}. */
public final class PoolingProvider implements InterpolationProvider<PoolingSettings> {
  /** Called by the service loader. */
  public PoolingProvider() {}

  @Override
  public String name() {
    return "pooling";
  }

  @Override
  public String summary() {
    return "All samples of all datasets side by side, weighted by dataset: a baseline (GG table 1).";
  }

  @Override
  public Class<PoolingSettings> settings() {
    return PoolingSettings.class;
  }

  @Override
  public Interpolation create(PoolingSettings settings, Compute compute) {
    return new Pooling();
  }
}
