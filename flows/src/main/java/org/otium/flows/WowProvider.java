package org.otium.flows;

import org.otium.api.Compute;
import org.otium.api.FlowDynamics;
import org.otium.spi.FlowDynamicsProvider;

/** Provides {@code wow}. */
public final class WowProvider implements FlowDynamicsProvider<WowSettings> {
  /** Called by the service loader. */
  public WowProvider() {}

  @Override
  public String name() {
    return "wow";
  }

  @Override
  public String summary() {
    return "Classes as measures over measures: features move by the heavy ball, in class minibatches (WoW).";
  }

  @Override
  public Class<WowSettings> settings() {
    return WowSettings.class;
  }

  @Override
  public FlowDynamics create(WowSettings settings, Compute compute) {
    return new WowDynamics(settings);
  }
}
