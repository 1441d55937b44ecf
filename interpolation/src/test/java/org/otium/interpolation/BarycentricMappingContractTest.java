package org.otium.interpolation;

import org.junit.jupiter.api.Nested;
import org.otium.api.DatasetMapping;
import org.otium.testkit.DatasetMappingContract;

/**
 * Under entropic regularisation, where the map extends to unseen samples without a jump. The
 * unregularised map is a projection on the seen samples and a nearest target on others.
 */
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
}
