package org.otium.functionals.composition;

import org.otium.api.Compute;
import org.otium.api.Functional;
import org.otium.spi.FunctionalProvider;

/** Provides {@code sum}. */
public final class SumProvider implements FunctionalProvider<SumSettings> {
  /** Called by the service loader. */
  public SumProvider() {}

  @Override
  public String name() {
    return "sum";
  }

  @Override
  public String summary() {
    return "Several functionals at once, each times its weight (DD eq. 12).";
  }

  @Override
  public Class<SumSettings> settings() {
    return SumSettings.class;
  }

  @Override
  public Functional create(SumSettings settings, Compute compute) {
    return new WeightedSum(settings);
  }
}
