package org.otium.interpolation;

import org.junit.jupiter.api.Nested;
import org.otium.api.DatasetMapping;
import org.otium.testkit.DatasetMappingContract;

class BarycentricMappingContractTest {
  private static DatasetMapping mapping(double labelWeight) {
    return Parts.barycentric(Parts.sinkhorn(0.5), labelWeight);
  }

  @Nested
  class FeaturesAndLabels extends DatasetMappingContract {
    @Override
    protected DatasetMapping mapping() {
      return BarycentricMappingContractTest.mapping(1);
    }
  }

  @Nested
  class FeaturesAlone extends DatasetMappingContract {
    @Override
    protected DatasetMapping mapping() {
      return BarycentricMappingContractTest.mapping(0);
    }
  }

  /** A projection on the seen samples, but a single target for every other one. */
  @Nested
  class WithoutRegularisation extends DatasetMappingContract {
    @Override
    protected DatasetMapping mapping() {
      return Parts.barycentric(Parts.exact(), 1);
    }

    @Override
    protected boolean mapsSampleBySample() {
      return false;
    }
  }
}
