package org.otium.functionals.composition;

import org.otium.api.Compute;
import org.otium.api.Functional;
import org.otium.spi.FunctionalProvider;

/** Provides {@code embedded}. */
public final class EmbeddedProvider implements FunctionalProvider<EmbeddedSettings> {
  /** Called by the service loader. */
  public EmbeddedProvider() {}

  @Override
  public String name() {
    return "embedded";
  }

  @Override
  public String summary() {
    return "A discrepancy of particles and target seen through the same maps, fresh at each step.";
  }

  @Override
  public Class<EmbeddedSettings> settings() {
    return EmbeddedSettings.class;
  }

  @Override
  public Functional create(EmbeddedSettings settings, Compute compute) {
    return new EmbeddedFunctional(settings);
  }
}
