package org.otium.functionals;

import org.otium.api.Compute;
import org.otium.api.Functional;
import org.otium.spi.FunctionalProvider;

/** Provides {@code otdd}. */
public final class OtddFunctionalProvider implements FunctionalProvider<OtddFunctionalSettings> {
  /** Called by the service loader. */
  public OtddFunctionalProvider() {}

  @Override
  public String name() {
    return "otdd";
  }

  @Override
  public String summary() {
    return "Half the squared optimal transport dataset distance to a target dataset (DD section 4.1).";
  }

  @Override
  public Class<OtddFunctionalSettings> settings() {
    return OtddFunctionalSettings.class;
  }

  @Override
  public Functional create(OtddFunctionalSettings settings, Compute compute) {
    return new OtddFunctional(settings);
  }
}
