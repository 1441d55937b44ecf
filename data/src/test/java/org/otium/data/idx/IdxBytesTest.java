package org.otium.data.idx;

import java.nio.file.Path;
import org.otium.api.DatasetFormat;
import org.otium.api.FeatureShape;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.testkit.DatasetFormatContract;

final class IdxBytesTest extends DatasetFormatContract {
  @Override
  protected DatasetFormat format() {
    return new IdxFormat();
  }

  @Override
  protected LabeledDataset sample() {
    float[] values = new float[2 * 4 * 5 * 3];
    for (int i = 0; i < values.length; i++) {
      values[i] = i * 2 / 255f;
    }
    return LabeledDataset.of("sample", Matrix.wrap(2, 60, values), Labels.hard(0, 255))
        .withShape(FeatureShape.image(4, 5, 3));
  }

  @Override
  protected Path target(Path inFolder) {
    return inFolder.resolve("sample-images-idx4-ubyte");
  }
}
