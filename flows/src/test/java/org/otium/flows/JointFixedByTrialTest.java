package org.otium.flows;

import org.otium.api.Compute;
import org.otium.api.FlowDynamics;
import org.otium.numerics.JavaLinearAlgebra;
import org.otium.testkit.FlowDynamicsContract;

/** jd-fl with steps that are found by trial, from a first one that is refused. */
class JointFixedByTrialTest extends FlowDynamicsContract {
  @Override
  protected FlowDynamics dynamics() {
    return new JointFixedDynamics(
        JointFixedSettings.of(new Backtracking(new BacktrackingSettings(8, 0.3, 0.5, 2, 20))),
        new Compute(new JavaLinearAlgebra(1), 1, 1L << 30));
  }
}
