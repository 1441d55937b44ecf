package org.otium.interpolation;

import org.junit.jupiter.api.Nested;
import org.otium.api.DatasetMapping;
import org.otium.api.Interpolation;
import org.otium.api.LabeledDataset;
import org.otium.testkit.InterpolationContract;

class GeneralizedGeodesicContractTest {
  private static Interpolation along(DatasetMapping mapping) {
    return new GeneralizedGeodesic(new GeneralizedGeodesicSettings(mapping));
  }

  @Nested
  class OfEntropicMaps extends InterpolationContract {
    private final DatasetMapping mapping = Parts.barycentric(Parts.sinkhorn(0.5), 1);

    @Override
    protected Interpolation interpolation() {
      return along(mapping);
    }

    @Override
    protected LabeledDataset corner(LabeledDataset reference, LabeledDataset dataset) {
      return mapping.fit(reference, dataset, 1).apply(reference);
    }
  }

  @Nested
  class OfExactMaps extends InterpolationContract {
    private final DatasetMapping mapping = Parts.barycentric(Parts.exact(), 1);

    @Override
    protected Interpolation interpolation() {
      return along(mapping);
    }

    @Override
    protected LabeledDataset corner(LabeledDataset reference, LabeledDataset dataset) {
      return mapping.fit(reference, dataset, 1).apply(reference);
    }
  }
}
