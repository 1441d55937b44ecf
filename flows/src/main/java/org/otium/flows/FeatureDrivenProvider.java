package org.otium.flows;

import org.otium.api.Compute;
import org.otium.api.FlowDynamics;
import org.otium.spi.FlowDynamicsProvider;

/** Provides {@code fd}. */
public final class FeatureDrivenProvider implements FlowDynamicsProvider<FeatureDrivenSettings> {
  /** Called by the service loader. */
  public FeatureDrivenProvider() {}

  @Override
  public String name() {
    return "fd";
  }

  @Override
  public String summary() {
    return "Feature-driven: only features move, classes follow their samples (DD algorithm 1).";
  }

  @Override
  public Class<FeatureDrivenSettings> settings() {
    return FeatureDrivenSettings.class;
  }

  @Override
  public FlowDynamics create(FeatureDrivenSettings settings, Compute compute) {
    return new FeatureDrivenDynamics(settings);
  }
}
