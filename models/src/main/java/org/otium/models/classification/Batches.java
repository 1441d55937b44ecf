package org.otium.models.classification;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.otium.api.LabeledDataset;
import org.otium.models.layers.FeatureScale;
import org.otium.models.torch.Tensors;

/** Labelled samples as tensors, a batch at a time: soft labels are dense in a batch alone. */
final class Batches {
  private final LabeledDataset samples;
  private final FeatureScale scale;
  private final int[] classIds;

  Batches(LabeledDataset samples, FeatureScale scale, int[] classIds) {
    this.samples = samples;
    this.scale = scale;
    this.classIds = classIds;
  }

  /**
   * Some samples.
   *
   * @param features n×channels×height×width
   * @param shares n×classes
   * @param weights n, 1 for a sample of mean weight
   */
  record Batch(NDArray features, NDArray shares, NDArray weights) {}

  int size() {
    return samples.size();
  }

  int classes() {
    return classIds.length;
  }

  double weight(int sample) {
    return samples.weights().get(sample) * samples.size();
  }

  int classOf(int sample) {
    return Arrays.binarySearch(classIds, samples.labels().classOf(sample));
  }

  Batch batch(int[] order, int from, int to, NDManager step) {
    int n = to - from;
    int k = classIds.length;
    float[] shares = new float[n * k];
    float[] weights = new float[n];
    for (int b = 0; b < n; b++) {
      int row = b * k;
      int sample = order[from + b];
      samples
          .labels()
          .forEachShare(
              sample, (id, share) -> shares[row + Arrays.binarySearch(classIds, id)] = share);
      weights[b] = (float) weight(sample);
    }
    return new Batch(
        scale.tensor(samples.features().array(), order, from, to, step),
        Tensors.of(step, shares, new Shape(n, k)),
        Tensors.of(step, weights, new Shape(n)));
  }
}
