package org.otium.interpolation;

import org.otium.api.Compute;
import org.otium.api.DatasetMapping;
import org.otium.spi.DatasetMappingProvider;

/** Provides {@code barycentric}. */
public final class BarycentricMappingProvider
    implements DatasetMappingProvider<BarycentricMappingSettings> {
  /** Called by the service loader. */
  public BarycentricMappingProvider() {}

  @Override
  public String name() {
    return "barycentric";
  }

  @Override
  public String summary() {
    return "OTDD barycentric projection: each sample goes to the mean of where its mass goes (GG eq. 3).";
  }

  @Override
  public Class<BarycentricMappingSettings> settings() {
    return BarycentricMappingSettings.class;
  }

  @Override
  public DatasetMapping create(BarycentricMappingSettings settings, Compute compute) {
    return new BarycentricMapping(settings, compute);
  }
}
