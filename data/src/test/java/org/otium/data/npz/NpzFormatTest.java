package org.otium.data.npz;

import java.util.Map;
import org.otium.api.DatasetFormat;
import org.otium.api.FeatureShape;
import org.otium.api.LabeledDataset;
import org.otium.testkit.DatasetFormatContract;
import org.otium.testkit.Samples;

final class NpzFormatTest extends DatasetFormatContract {
  @Override
  protected DatasetFormat format() {
    return new NpzFormat();
  }

  @Override
  protected LabeledDataset sample() {
    return Samples.clouds(3, 3, 4, 12, 2)
        .withShape(new FeatureShape(2, 2, 3, -10, 10))
        .withClassNames(Map.of(3, "drei", 10, "ten 🎈", 99, "absent"));
  }
}
