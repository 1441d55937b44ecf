package org.otium.flows;

import org.otium.api.FlowDynamics;
import org.otium.testkit.FlowDynamicsContract;

/** fd with the optimizer whose history is longest. */
class FeatureDrivenByAdamTest extends FlowDynamicsContract {
  @Override
  protected FlowDynamics dynamics() {
    StepSchedule schedule = StepSchedule.of(StepSchedule.Kind.COSINE);
    return new FeatureDrivenDynamics(
        new FeatureDrivenSettings(
            new Adam(new AdamSettings(0.1, 0.9, 0.999, 1e-8, schedule)), false));
  }
}
