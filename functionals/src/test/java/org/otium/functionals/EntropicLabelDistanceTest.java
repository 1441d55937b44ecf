package org.otium.functionals;

import org.otium.api.LabelDistance;
import org.otium.testkit.LabelDistanceContract;

class EntropicLabelDistanceTest extends LabelDistanceContract {
  @Override
  protected LabelDistance labelDistance() {
    return Parts.wasserstein(Parts.sinkhorn(0.5));
  }
}
