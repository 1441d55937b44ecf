package org.otium.functionals;

import org.otium.api.Compute;
import org.otium.api.DatasetDistance;
import org.otium.spi.DatasetDistanceProvider;

/** Provides {@code otdd}. */
public final class OtddDistanceProvider implements DatasetDistanceProvider<OtddSettings> {
  /** Called by the service loader. */
  public OtddDistanceProvider() {}

  @Override
  public String name() {
    return "otdd";
  }

  @Override
  public String summary() {
    return "Optimal transport dataset distance: features and labels together (DD eq. 6).";
  }

  @Override
  public Class<OtddSettings> settings() {
    return OtddSettings.class;
  }

  @Override
  public DatasetDistance create(OtddSettings settings, Compute compute) {
    return new OtddDistance(settings);
  }
}
