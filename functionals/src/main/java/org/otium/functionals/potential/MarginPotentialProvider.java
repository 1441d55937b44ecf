package org.otium.functionals.potential;

import org.otium.api.Compute;
import org.otium.api.Functional;
import org.otium.api.PotentialFunctional;
import org.otium.spi.FunctionalProvider;

/** Provides {@code margin}. */
public final class MarginPotentialProvider implements FunctionalProvider<MarginPotentialSettings> {
  /** Called by the service loader. */
  public MarginPotentialProvider() {}

  @Override
  public String name() {
    return "margin";
  }

  @Override
  public String summary() {
    return "Hinge potential: drives two groups of classes to opposite sides of a hyperplane (DD fig. 1).";
  }

  @Override
  public Class<MarginPotentialSettings> settings() {
    return MarginPotentialSettings.class;
  }

  @Override
  public Functional create(MarginPotentialSettings settings, Compute compute) {
    return new PotentialFunctional(new MarginPotential(settings));
  }
}
