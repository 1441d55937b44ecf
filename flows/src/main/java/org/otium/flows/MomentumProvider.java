package org.otium.flows;

import org.otium.api.Compute;
import org.otium.api.Optimizer;
import org.otium.spi.OptimizerProvider;

/** Provides {@code momentum}. */
public final class MomentumProvider implements OptimizerProvider<MomentumSettings> {
  /** Called by the service loader. */
  public MomentumProvider() {}

  @Override
  public String name() {
    return "momentum";
  }

  @Override
  public String summary() {
    return "Gradient descent with heavy-ball momentum.";
  }

  @Override
  public Class<MomentumSettings> settings() {
    return MomentumSettings.class;
  }

  @Override
  public Optimizer create(MomentumSettings settings, Compute compute) {
    return new Momentum(settings);
  }
}
