package org.otium.functionals.wow;

import org.otium.api.Compute;
import org.otium.api.Interpolation;
import org.otium.spi.InterpolationProvider;

/** Provides {@code wow-geodesic}. */
public final class WowGeodesicProvider implements InterpolationProvider<WowGeodesicSettings> {
  /** Called by the service loader. */
  public WowGeodesicProvider() {}

  @Override
  public String name() {
    return "wow-geodesic";
  }

  @Override
  public String summary() {
    return "The geodesic between two datasets as measures over measures: whole classes move (WoW).";
  }

  @Override
  public Class<WowGeodesicSettings> settings() {
    return WowGeodesicSettings.class;
  }

  @Override
  public Interpolation create(WowGeodesicSettings settings, Compute compute) {
    return new WowInterpolation(settings);
  }
}
