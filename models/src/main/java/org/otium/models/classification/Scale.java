package org.otium.models.classification;

import org.otium.api.FeatureShape;
import org.otium.api.LabeledDataset;

/**
 * Brings samples to mean 0 and variance 1 in each channel (each feature, where samples are no
 * images) and pixels into the order that networks want, channels first.
 */
@SuppressWarnings("ArrayRecordComponent") // made once, never compared
record Scale(FeatureShape shape, double[] mean, double[] factor) {
  /** A channel that varies by less than this share of its size is constant but for rounding. */
  private static final double CONSTANT = 1e-6;

  static Scale of(LabeledDataset samples) {
    FeatureShape shape = samples.shape();
    int channels = shape.channels();
    int d = shape.dimension();
    float[] values = samples.features().array();
    double[] mean = new double[channels];
    double[] factor = new double[channels];
    int pixels = d / channels;
    for (int i = 0; i < samples.size(); i++) {
      double weight = samples.weights().get(i) / pixels;
      for (int j = 0; j < d; j++) {
        mean[j % channels] += weight * values[i * d + j];
      }
    }
    for (int i = 0; i < samples.size(); i++) {
      double weight = samples.weights().get(i) / pixels;
      for (int j = 0; j < d; j++) {
        double v = values[i * d + j] - mean[j % channels];
        factor[j % channels] += weight * v * v;
      }
    }
    for (int c = 0; c < channels; c++) {
      double deviation = Math.sqrt(factor[c]);
      factor[c] = deviation > CONSTANT * Math.abs(mean[c]) ? 1 / deviation : 0;
    }
    return new Scale(shape, mean, factor);
  }

  /** Writes a sample, channels first. */
  void write(float[] features, int sample, float[] out, int at) {
    int d = shape.dimension();
    int channels = shape.channels();
    int pixels = d / channels;
    int from = sample * d;
    for (int c = 0; c < channels; c++) {
      for (int p = 0; p < pixels; p++) {
        out[at + c * pixels + p] =
            (float) ((features[from + p * channels + c] - mean[c]) * factor[c]);
      }
    }
  }
}
