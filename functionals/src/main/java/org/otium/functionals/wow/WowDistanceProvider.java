package org.otium.functionals.wow;

import org.otium.api.Compute;
import org.otium.api.DatasetDistance;
import org.otium.spi.DatasetDistanceProvider;

/** Provides {@code wow}. */
public final class WowDistanceProvider implements DatasetDistanceProvider<WowSettings> {
  /** Called by the service loader. */
  public WowDistanceProvider() {}

  @Override
  public String name() {
    return "wow";
  }

  @Override
  public String summary() {
    return "Wasserstein over Wasserstein: transport of classes at the cost W₂² between them (WoW).";
  }

  @Override
  public Class<WowSettings> settings() {
    return WowSettings.class;
  }

  @Override
  public DatasetDistance create(WowSettings settings, Compute compute) {
    return new WowDistance(settings);
  }
}
