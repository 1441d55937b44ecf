package org.otium.flows;

import org.otium.api.Compute;
import org.otium.api.FlowDynamics;
import org.otium.numerics.JavaLinearAlgebra;
import org.otium.testkit.FlowDynamicsContract;

/** jd-vl with steps that are found by trial, from a first one that is given up. */
class JointVariableByTrialTest extends FlowDynamicsContract {
  @Override
  protected FlowDynamics dynamics() {
    return new JointVariableDynamics(
        JointVariableSettings.of(
            new Backtracking(new BacktrackingSettings(4, 0.6, 0.5, 2, 2)), new Linked(0.7, 1)),
        new Compute(new JavaLinearAlgebra(1), 1, 1L << 30));
  }
}
