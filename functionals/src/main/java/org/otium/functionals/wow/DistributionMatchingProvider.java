package org.otium.functionals.wow;

import org.otium.api.Compute;
import org.otium.api.Functional;
import org.otium.spi.FunctionalProvider;

/** Provides {@code distribution-matching}. */
public final class DistributionMatchingProvider
    implements FunctionalProvider<DistributionMatchingSettings> {
  /** Called by the service loader. */
  public DistributionMatchingProvider() {}

  @Override
  public String name() {
    return "distribution-matching";
  }

  @Override
  public String summary() {
    return "½·Σ w_c‖mean − target mean‖² class by class: distribution matching (Zhao and Bilen 2023).";
  }

  @Override
  public Class<DistributionMatchingSettings> settings() {
    return DistributionMatchingSettings.class;
  }

  @Override
  public Functional create(DistributionMatchingSettings settings, Compute compute) {
    return new DistributionMatching(settings);
  }
}
