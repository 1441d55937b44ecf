package org.otium.flows;

import org.otium.api.Compute;
import org.otium.api.FlowDynamics;
import org.otium.spi.FlowDynamicsProvider;

/** Provides {@code jd-vl}. */
public final class JointVariableProvider implements FlowDynamicsProvider<JointVariableSettings> {
  /** Called by the service loader. */
  public JointVariableProvider() {}

  @Override
  public String name() {
    return "jd-vl";
  }

  @Override
  public String summary() {
    return "Joint-driven, variable labels: a Gaussian for each particle moves, classes are clusters (DD algorithm 3).";
  }

  @Override
  public Class<JointVariableSettings> settings() {
    return JointVariableSettings.class;
  }

  @Override
  public FlowDynamics create(JointVariableSettings settings, Compute compute) {
    return new JointVariableDynamics(settings, compute);
  }
}
