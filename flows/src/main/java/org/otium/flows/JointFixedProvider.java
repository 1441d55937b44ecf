package org.otium.flows;

import org.otium.api.Compute;
import org.otium.api.FlowDynamics;
import org.otium.spi.FlowDynamicsProvider;

/** Provides {@code jd-fl}. */
public final class JointFixedProvider implements FlowDynamicsProvider<JointFixedSettings> {
  /** Called by the service loader. */
  public JointFixedProvider() {}

  @Override
  public String name() {
    return "jd-fl";
  }

  @Override
  public String summary() {
    return "Joint-driven, fixed labels: a Gaussian for each class moves beside the features (DD algorithm 2).";
  }

  @Override
  public Class<JointFixedSettings> settings() {
    return JointFixedSettings.class;
  }

  @Override
  public FlowDynamics create(JointFixedSettings settings, Compute compute) {
    return new JointFixedDynamics(settings, compute);
  }
}
