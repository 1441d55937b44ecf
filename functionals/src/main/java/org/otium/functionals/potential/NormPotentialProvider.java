package org.otium.functionals.potential;

import org.otium.api.Compute;
import org.otium.api.Functional;
import org.otium.api.PotentialFunctional;
import org.otium.spi.FunctionalProvider;

/** Provides {@code norm}. */
public final class NormPotentialProvider implements FunctionalProvider<NormPotentialSettings> {
  /** Called by the service loader. */
  public NormPotentialProvider() {}

  @Override
  public String name() {
    return "norm";
  }

  @Override
  public String summary() {
    return "Potential energy of the norm: pulls every particle towards the origin (DD §5).";
  }

  @Override
  public Class<NormPotentialSettings> settings() {
    return NormPotentialSettings.class;
  }

  @Override
  public Functional create(NormPotentialSettings settings, Compute compute) {
    return new PotentialFunctional(new NormPotential(settings));
  }
}
