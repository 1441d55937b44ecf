package org.otium.data.synthetic;

import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;

/** Collects points class by class. */
final class PointCloud {
  private final int dimension;
  private final float[] features;
  private final int[] labels;
  private int filled;

  PointCloud(int classes, int perClass, int dimension) {
    int n = Math.multiplyExact(classes, perClass);
    this.dimension = dimension;
    this.features = new float[Math.multiplyExact(n, dimension)];
    this.labels = new int[n];
  }

  void add(int classId, double... point) {
    for (int j = 0; j < dimension; j++) {
      features[filled * dimension + j] = (float) point[j];
    }
    labels[filled++] = classId;
  }

  LabeledDataset toDataset(String name) {
    return LabeledDataset.of(
        name, Matrix.wrap(labels.length, dimension, features), Labels.hard(labels));
  }
}
