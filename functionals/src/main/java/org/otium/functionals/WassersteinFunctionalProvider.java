package org.otium.functionals;

import org.otium.api.Compute;
import org.otium.api.Functional;
import org.otium.spi.FunctionalProvider;

/** Provides {@code wasserstein}. */
public final class WassersteinFunctionalProvider
    implements FunctionalProvider<WassersteinFunctionalSettings> {
  /** Called by the service loader. */
  public WassersteinFunctionalProvider() {}

  @Override
  public String name() {
    return "wasserstein";
  }

  @Override
  public String summary() {
    return "Half the squared Wasserstein distance of the features to a target; ignores labels (DD fig. 12).";
  }

  @Override
  public Class<WassersteinFunctionalSettings> settings() {
    return WassersteinFunctionalSettings.class;
  }

  @Override
  public Functional create(WassersteinFunctionalSettings settings, Compute compute) {
    return new WassersteinFunctional(settings);
  }
}
