package org.otium.functionals;

import org.otium.api.Compute;
import org.otium.api.LabelDistance;
import org.otium.spi.LabelDistanceProvider;

/** Provides {@code wasserstein}. */
public final class WassersteinLabelDistanceProvider
    implements LabelDistanceProvider<WassersteinLabelDistanceSettings> {
  /** Called by the service loader. */
  public WassersteinLabelDistanceProvider() {}

  @Override
  public String name() {
    return "wasserstein";
  }

  @Override
  public String summary() {
    return "Optimal transport between the samples of two classes, by any solver.";
  }

  @Override
  public Class<WassersteinLabelDistanceSettings> settings() {
    return WassersteinLabelDistanceSettings.class;
  }

  @Override
  public LabelDistance create(WassersteinLabelDistanceSettings settings, Compute compute) {
    return new WassersteinLabelDistance(settings, compute);
  }
}
