package org.otium.solvers.neural;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.otium.api.FeatureShape;
import org.otium.api.LabeledDataset;
import org.otium.models.torch.Tensors;

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
    int pixels = d / channels;
    float[] values = target.features().array();
    double[] mean = new double[channels];
    for (int i = 0; i < target.size(); i++) {
      double weight = target.weights().get(i) / pixels;
      for (int j = 0; j < d; j++) {
        mean[j % channels] += weight * values[i * d + j];
      }
    }
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

  /** Some samples, n×channels×height×width: images are stored with their channels last. */
  NDArray tensor(float[] values, int[] samples, NDManager step) {
    int d = shape.dimension();
    int channels = shape.channels();
    int pixels = d / channels;
    float[] rows = new float[Math.multiplyExact(samples.length, d)];
    for (int b = 0; b < samples.length; b++) {
      for (int c = 0; c < channels; c++) {
        for (int p = 0; p < pixels; p++) {
          double value = values[samples[b] * d + p * channels + c];
          rows[b * d + c * pixels + p] = (float) ((value - mean[c]) / spread);
        }
      }
    }
    return Tensors.of(
        step, rows, new Shape(samples.length, channels, shape.height(), shape.width()));
  }

  /** Brings images back, and into the range that features are meant to lie in. */
  void restore(NDArray tensor, FeatureShape range, float[] out, int at) {
    float[] rows = tensor.toFloatArray();
    int d = shape.dimension();
    int channels = shape.channels();
    int pixels = d / channels;
    for (int row = 0; row < rows.length; row += d) {
      for (int c = 0; c < channels; c++) {
        for (int p = 0; p < pixels; p++) {
          double value = rows[row + c * pixels + p] * spread + mean[c];
          out[at + row + p * channels + c] = (float) Math.clamp(value, range.low(), range.high());
        }
      }
    }
  }
}
