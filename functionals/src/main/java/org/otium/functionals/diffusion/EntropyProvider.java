package org.otium.functionals.diffusion;

import org.otium.api.Compute;
import org.otium.api.Functional;
import org.otium.spi.FunctionalProvider;

/** Provides {@code entropy}. */
public final class EntropyProvider implements FunctionalProvider<EntropySettings> {
  /** Called by the service loader. */
  public EntropyProvider() {}

  @Override
  public String name() {
    return "entropy";
  }

  @Override
  public String summary() {
    return "Entropy T·∫ρ log ρ, whose flow spreads like heat: as noise, or by the blob method (DD §5).";
  }

  @Override
  public Class<EntropySettings> settings() {
    return EntropySettings.class;
  }

  @Override
  public Functional create(EntropySettings settings, Compute compute) {
    return settings.functional(compute);
  }
}
