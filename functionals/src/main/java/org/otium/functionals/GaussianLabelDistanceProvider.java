package org.otium.functionals;

import org.otium.api.Compute;
import org.otium.api.LabelDistance;
import org.otium.spi.LabelDistanceProvider;

/** Provides {@code gaussian}. */
public final class GaussianLabelDistanceProvider
    implements LabelDistanceProvider<GaussianLabelDistanceSettings> {
  /** Called by the service loader. */
  public GaussianLabelDistanceProvider() {}

  @Override
  public String name() {
    return "gaussian";
  }

  @Override
  public String summary() {
    return "Bures-Wasserstein distance between Gaussians fitted to the classes (DD section 3.3).";
  }

  @Override
  public Class<GaussianLabelDistanceSettings> settings() {
    return GaussianLabelDistanceSettings.class;
  }

  @Override
  public LabelDistance create(GaussianLabelDistanceSettings settings, Compute compute) {
    return new GaussianLabelDistance(settings, compute);
  }
}
