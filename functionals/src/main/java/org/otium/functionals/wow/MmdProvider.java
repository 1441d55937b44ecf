package org.otium.functionals.wow;

import org.otium.api.Compute;
import org.otium.api.Functional;
import org.otium.spi.FunctionalProvider;

/** Provides {@code mmd}. */
public final class MmdProvider implements FunctionalProvider<MmdSettings> {
  /** Called by the service loader. */
  public MmdProvider() {}

  @Override
  public String name() {
    return "mmd";
  }

  @Override
  public String summary() {
    return "½·MMD² to a target between datasets as measures over measures, under a kernel (WoW).";
  }

  @Override
  public Class<MmdSettings> settings() {
    return MmdSettings.class;
  }

  @Override
  public Functional create(MmdSettings settings, Compute compute) {
    return new MmdFunctional(settings, compute);
  }
}
