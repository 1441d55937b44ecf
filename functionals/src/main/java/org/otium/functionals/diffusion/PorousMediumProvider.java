package org.otium.functionals.diffusion;

import org.otium.api.Compute;
import org.otium.api.Functional;
import org.otium.spi.FunctionalProvider;

/** Provides {@code porous-medium}. */
public final class PorousMediumProvider implements FunctionalProvider<PorousMediumSettings> {
  /** Called by the service loader. */
  public PorousMediumProvider() {}

  @Override
  public String name() {
    return "porous-medium";
  }

  @Override
  public String summary() {
    return "Energy ∫ρ^m/(m−1), whose flow spreads like gas in a porous medium (blob method).";
  }

  @Override
  public Class<PorousMediumSettings> settings() {
    return PorousMediumSettings.class;
  }

  @Override
  public Functional create(PorousMediumSettings settings, Compute compute) {
    return settings.functional(compute);
  }
}
