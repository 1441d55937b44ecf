package org.otium.solvers.neural;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.otium.api.FeatureShape;
import org.otium.api.LabeledDataset;
import org.otium.models.layers.ChannelsFirst;

/**
 * The units in which networks see samples: the target's means are 0 (a mean a channel, or a feature
 * where samples are no images) and its variance over all features is 1. One factor serves all
 * features, so that squared distances keep their meaning.
 *
 * @param shape how a row of features is read
 * @param mean a number a channel
 * @param spread the standard deviation of all features of the target
 */
@SuppressWarnings("ArrayRecordComponent") // made once, never compared
record MapScale(FeatureShape shape, double[] mean, double spread) {
  static MapScale of(LabeledDataset target, FeatureShape shape) {
    int channels = shape.channels();
    int d = shape.dimension();
    float[] values = target.features().array();
    double[] mean = new ChannelsFirst(shape).means(target);
    double variance = 0;
    for (int i = 0; i < target.size(); i++) {
      double weight = target.weights().get(i) / d;
      for (int j = 0; j < d; j++) {
        double offset = values[i * d + j] - mean[j % channels];
        variance += weight * offset * offset;
      }
    }
    return new MapScale(shape, mean, variance > 0 ? Math.sqrt(variance) : 1);
  }

  /** Some samples, n×channels×height×width. */
  NDArray tensor(float[] values, int[] samples, NDManager step) {
    return new ChannelsFirst(shape)
        .tensor(values, samples, 0, samples.length, (value, c) -> (value - mean[c]) / spread, step);
  }

  /** Brings images back, and into the range that features are meant to lie in. */
  void restore(NDArray tensor, FeatureShape range, float[] out, int at) {
    new ChannelsFirst(shape)
        .rows(
            tensor,
            (value, c) -> Math.clamp(value * spread + mean[c], range.low(), range.high()),
            out,
            at);
  }
}
