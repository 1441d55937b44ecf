package org.otium.interpolation;

import org.otium.api.Compute;
import org.otium.api.Interpolation;
import org.otium.spi.InterpolationProvider;

/** Provides {@code mccann}. */
public final class MccannProvider implements InterpolationProvider<GeneralizedGeodesicSettings> {
  /** Called by the service loader. */
  public MccannProvider() {}

  @Override
  public String name() {
    return "mccann";
  }

  @Override
  public String summary() {
    return "The geodesic from one dataset to another (GG appendix D.2).";
  }

  @Override
  public Class<GeneralizedGeodesicSettings> settings() {
    return GeneralizedGeodesicSettings.class;
  }

  @Override
  public Interpolation create(GeneralizedGeodesicSettings settings, Compute compute) {
    return new MccannInterpolation(settings, compute);
  }
}
