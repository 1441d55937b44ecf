package org.otium.data.images;

import java.util.Map;
import org.otium.api.DatasetFormat;
import org.otium.api.FeatureShape;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.testkit.DatasetFormatContract;
import org.otium.testkit.Samples;

final class ImageFolderFormatTest extends DatasetFormatContract {
  @Override
  protected DatasetFormat format() {
    return new ImageFolderFormat();
  }

  @Override
  protected LabeledDataset sample() {
    var random = Samples.random(5);
    float[] values = new float[4 * 5 * 6 * 3];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(256) / 255f;
    }
    return LabeledDataset.of("sample", Matrix.wrap(4, 90, values), Labels.hard(2, 5, 2, 5))
        .withShape(FeatureShape.image(5, 6, 3))
        .withClassNames(Map.of(2, "dogs", 5, "cats"));
  }

  @Override
  protected double tolerance() {
    return 1e-6;
  }

  @Override
  protected boolean keepsClassIds() {
    return false;
  }

  @Override
  protected int[] positions(LabeledDataset read) {
    // Cats come before dogs.
    return new int[] {2, 0, 3, 1};
  }
}
