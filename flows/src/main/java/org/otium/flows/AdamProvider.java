package org.otium.flows;

import org.otium.api.Compute;
import org.otium.api.Optimizer;
import org.otium.spi.OptimizerProvider;

/** Provides {@code adam}. */
public final class AdamProvider implements OptimizerProvider<AdamSettings> {
  /** Called by the service loader. */
  public AdamProvider() {}

  @Override
  public String name() {
    return "adam";
  }

  @Override
  public String summary() {
    return "Adam: a step size of its own for every feature.";
  }

  @Override
  public Class<AdamSettings> settings() {
    return AdamSettings.class;
  }

  @Override
  public Optimizer create(AdamSettings settings, Compute compute) {
    return new Adam(settings);
  }
}
