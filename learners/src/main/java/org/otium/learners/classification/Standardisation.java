package org.otium.learners.classification;

import java.util.Arrays;
import org.otium.api.Compute;
import org.otium.api.LabeledDataset;
import org.otium.api.Matrix;
import org.otium.numerics.ParallelLoop;

/**
 * Brings every feature to mean 0 and variance 1 under the weights of the training samples; features
 * that do not vary become 0. Several may share a scale.
 */
@SuppressWarnings("ArrayRecordComponent") // made once, never compared
record Standardisation(double[] mean, double[] scale, int threads) {
  private static final int ROWS = 512;

  /** Features that one chunk looks at. */
  private static final int STRIP = 64;

  /** A feature that varies by less than this share of its size is constant but for rounding. */
  private static final double CONSTANT = 1e-6;

  static Standardisation of(LabeledDataset training, Compute compute) {
    int n = training.size();
    int d = training.dimension();
    float[] values = training.features().array();
    double[] weights = training.weights().toArray();
    double[] mean = new double[d];
    double[] scale = new double[d];
    ParallelLoop.run(
        compute.threads(),
        0,
        d,
        STRIP,
        (from, to) -> {
          for (int i = 0; i < n; i++) {
            for (int j = from; j < to; j++) {
              mean[j] += weights[i] * values[i * d + j];
            }
          }
          for (int i = 0; i < n; i++) {
            for (int j = from; j < to; j++) {
              double v = values[i * d + j] - mean[j];
              scale[j] += weights[i] * v * v;
            }
          }
          for (int j = from; j < to; j++) {
            double deviation = Math.sqrt(scale[j]);
            scale[j] = deviation > CONSTANT * Math.abs(mean[j]) ? 1 / deviation : 0;
          }
        });
    return new Standardisation(mean, scale, compute.threads());
  }

  /**
   * The same with one scale for several features, which then vary by 1 in the mean: pixels at the
   * border, which hardly vary in one dataset, would otherwise be blown up in another.
   */
  Standardisation withOneScale(int from, int to) {
    double variance = 0;
    for (int j = from; j < to; j++) {
      variance += scale[j] > 0 ? 1 / (scale[j] * scale[j]) : 0;
    }
    double[] scaled = scale.clone();
    Arrays.fill(scaled, from, to, variance > 0 ? Math.sqrt((to - from) / variance) : 0);
    return new Standardisation(mean, scaled, threads);
  }

  /** The same with the features from a position on made larger. */
  Standardisation scaledFrom(int from, double factor) {
    double[] scaled = scale.clone();
    for (int j = from; j < scaled.length; j++) {
      scaled[j] *= factor;
    }
    return new Standardisation(mean, scaled, threads);
  }

  float[] apply(Matrix features) {
    int d = mean.length;
    float[] values = features.array();
    float[] out = new float[values.length];
    ParallelLoop.run(
        threads,
        0,
        features.rows(),
        ROWS,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            for (int j = 0; j < d; j++) {
              out[i * d + j] = (float) ((values[i * d + j] - mean[j]) * scale[j]);
            }
          }
        });
    return out;
  }
}
