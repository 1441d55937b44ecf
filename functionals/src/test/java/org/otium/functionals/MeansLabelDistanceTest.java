package org.otium.functionals;

import org.otium.api.LabelDistance;
import org.otium.testkit.LabelDistanceContract;

class MeansLabelDistanceTest extends LabelDistanceContract {
  @Override
  protected boolean comparesGaussians() {
    return true;
  }

  @Override
  protected LabelDistance labelDistance() {
    return new MeansLabelDistance(Parts.COMPUTE);
  }
}
