package org.otium.flows;

import org.otium.api.Compute;
import org.otium.api.Optimizer;
import org.otium.spi.OptimizerProvider;

/** Provides {@code sgd}. */
public final class SgdProvider implements OptimizerProvider<SgdSettings> {
  /** Called by the service loader. */
  public SgdProvider() {}

  @Override
  public String name() {
    return "sgd";
  }

  @Override
  public String summary() {
    return "Plain gradient descent, the forward Euler scheme (DD eq. 16).";
  }

  @Override
  public Class<SgdSettings> settings() {
    return SgdSettings.class;
  }

  @Override
  public Optimizer create(SgdSettings settings, Compute compute) {
    return new Sgd(settings);
  }
}
