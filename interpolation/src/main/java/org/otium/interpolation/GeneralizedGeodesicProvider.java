package org.otium.interpolation;

import org.otium.api.Compute;
import org.otium.api.Interpolation;
import org.otium.spi.InterpolationProvider;

/** Provides {@code generalized-geodesic}. */
public final class GeneralizedGeodesicProvider
    implements InterpolationProvider<GeneralizedGeodesicSettings> {
  /** Called by the service loader. */
  public GeneralizedGeodesicProvider() {}

  @Override
  public String name() {
    return "generalized-geodesic";
  }

  @Override
  public String summary() {
    return "Weighted means of the maps from a reference to several datasets (GG section 4.2).";
  }

  @Override
  public Class<GeneralizedGeodesicSettings> settings() {
    return GeneralizedGeodesicSettings.class;
  }

  @Override
  public Interpolation create(GeneralizedGeodesicSettings settings, Compute compute) {
    return new GeneralizedGeodesic(settings, compute);
  }
}
