package org.otium.functionals.potential;

import org.otium.api.Compute;
import org.otium.api.Functional;
import org.otium.api.PotentialFunctional;
import org.otium.spi.FunctionalProvider;

/** Provides {@code collapse}. */
public final class CollapsePotentialProvider
    implements FunctionalProvider<CollapsePotentialSettings> {
  /** Called by the service loader. */
  public CollapsePotentialProvider() {}

  @Override
  public String name() {
    return "collapse";
  }

  @Override
  public String summary() {
    return "Potential energy of the distance to a hyperplane: flattens a dataset (DD fig. 12).";
  }

  @Override
  public Class<CollapsePotentialSettings> settings() {
    return CollapsePotentialSettings.class;
  }

  @Override
  public Functional create(CollapsePotentialSettings settings, Compute compute) {
    return new PotentialFunctional(new CollapsePotential(settings));
  }
}
