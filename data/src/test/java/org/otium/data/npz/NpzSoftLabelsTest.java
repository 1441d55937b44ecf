package org.otium.data.npz;

import java.util.Optional;
import org.otium.api.DatasetFormat;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.testkit.DatasetFormatContract;

final class NpzSoftLabelsTest extends DatasetFormatContract {
  @Override
  protected DatasetFormat format() {
    return new NpzFormat(new NpzSettings(Optional.empty(), Optional.empty(), false));
  }

  @Override
  protected LabeledDataset sample() {
    Matrix shares = Matrix.of(new double[][] {{0.25, 0.75, 0}, {1, 0, 0}, {0.1, 0.2, 0.7}});
    Matrix features = Matrix.of(new double[][] {{1, -0.0}, {1e-30, 3e30}, {0.1, 7}});
    return LabeledDataset.of("sample", features, Labels.soft(new int[] {-4, 0, 12}, shares));
  }
}
