package org.otium.app.plugins;

import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;

/**
 * Stands for every dataset, to see whether a plugin can be made: two classes of three samples in
 * the plane. Which datasets there are depends on the experiment, and a check has none.
 */
enum TinyDataset implements DatasetLookup {
  INSTANCE;

  @Override
  public void check(Object reference) {
    // Every reference is good.
  }

  @Override
  public LabeledDataset read(Object reference) {
    Matrix features = Matrix.of(new double[][] {{0, 0}, {1, 0}, {0, 1}, {2, 2}, {3, 2}, {2, 3}});
    return LabeledDataset.of(reference.toString(), features, Labels.hard(0, 0, 0, 1, 1, 1));
  }
}
