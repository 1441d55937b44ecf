package org.otium.functionals.potential;

import org.otium.api.Compute;
import org.otium.api.Functional;
import org.otium.api.PotentialFunctional;
import org.otium.spi.FunctionalProvider;

/** Provides {@code quadratic}. */
public final class QuadraticPotentialProvider
    implements FunctionalProvider<QuadraticPotentialSettings> {
  /** Called by the service loader. */
  public QuadraticPotentialProvider() {}

  @Override
  public String name() {
    return "quadratic";
  }

  @Override
  public String summary() {
    return "Quadratic well λ/2·‖x − x₀‖²: flows contract at the rate λ (DD prop. A.2).";
  }

  @Override
  public Class<QuadraticPotentialSettings> settings() {
    return QuadraticPotentialSettings.class;
  }

  @Override
  public Functional create(QuadraticPotentialSettings settings, Compute compute) {
    return new PotentialFunctional(new QuadraticPotential(settings));
  }
}
