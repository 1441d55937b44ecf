package org.otium.data.idx;

import java.util.Map;
import org.otium.api.DatasetFormat;
import org.otium.api.FeatureShape;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.testkit.DatasetFormatContract;
import org.otium.testkit.Samples;

final class IdxFormatTest extends DatasetFormatContract {
  @Override
  protected DatasetFormat format() {
    return new IdxFormat();
  }

  @Override
  protected LabeledDataset sample() {
    return LabeledDataset.of(
            "sample",
            Samples.gaussian(9, 12, Samples.random(1)),
            Labels.hard(1, 7, 1, 7, 7, 300, 1, 7, 1))
        .withShape(new FeatureShape(3, 4, 1, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY))
        .withClassNames(Map.of(1, "one", 7, "seven \"7\""));
  }
}
