package org.otium.flows;

import java.util.Optional;
import org.otium.api.Compute;
import org.otium.api.FlowDynamics;
import org.otium.api.Optimizer;
import org.otium.numerics.JavaLinearAlgebra;
import org.otium.testkit.FlowDynamicsContract;

/**
 * jd-fl with steps that are found by trial, from a first one that is given up: so few trials that
 * some steps are given up, and not as many for each block.
 */
class JointFixedByTrialTest extends FlowDynamicsContract {
  @Override
  protected FlowDynamics dynamics() {
    return new JointFixedDynamics(
        new JointFixedSettings(
            trials(2), Optional.of(trials(3)), Optional.empty(), false, LabelCovariance.FULL, 10),
        new Compute(new JavaLinearAlgebra(1), 1, 1L << 30));
  }

  private static Optimizer trials(int trials) {
    return new Backtracking(new BacktrackingSettings(40, 0.3, 0.5, 2, trials));
  }
}
