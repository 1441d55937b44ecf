package org.otium.models.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.otium.api.FeatureShape;
import org.otium.api.LabeledDataset;
import org.otium.models.torch.Tensors;

/**
 * The order of numbers that networks want: a sample's channels one after the other, where rows of
 * features have the channels of a pixel beside each other. The numbers may be brought to other
 * units on the way.
 *
 * @param shape how a row of features is read
 */
public record ChannelsFirst(FeatureShape shape) {
  /** A number in other units. */
  @FunctionalInterface
  public interface Units {
    /**
     * Brings a number to other units.
     *
     * @param value the number
     * @param channel its channel
     * @return the number in the other units
     */
    double of(float value, int channel);
  }

  /**
   * The weighted mean of each channel.
   *
   * @param samples of the shape
   * @return a number a channel
   */
  public double[] means(LabeledDataset samples) {
    int channels = shape.channels();
    int d = shape.dimension();
    int pixels = d / channels;
    float[] values = samples.features().array();
    double[] mean = new double[channels];
    for (int i = 0; i < samples.size(); i++) {
      double weight = samples.weights().get(i) / pixels;
      for (int j = 0; j < d; j++) {
        mean[j % channels] += weight * values[i * d + j];
      }
    }
    return mean;
  }

  /**
   * Some samples as a tensor.
   *
   * @param values rows of features
   * @param order sample indices
   * @param from the first position in {@code order}
   * @param to one after the last
   * @param units those of the tensor
   * @param step the scope that gets the tensor
   * @return n×channels×height×width
   */
  public NDArray tensor(
      float[] values, int[] order, int from, int to, Units units, NDManager step) {
    int n = to - from;
    int d = shape.dimension();
    int channels = shape.channels();
    int pixels = d / channels;
    float[] rows = new float[Math.multiplyExact(n, d)];
    for (int b = 0; b < n; b++) {
      for (int c = 0; c < channels; c++) {
        for (int p = 0; p < pixels; p++) {
          float value = values[order[from + b] * d + p * channels + c];
          rows[b * d + c * pixels + p] = (float) units.of(value, c);
        }
      }
    }
    return Tensors.of(step, rows, new Shape(n, channels, shape.height(), shape.width()));
  }

  /**
   * Brings samples back into rows.
   *
   * @param tensor n×channels×height×width
   * @param units those of the rows
   * @param out receives rows of features
   * @param at where the first row starts
   */
  public void rows(NDArray tensor, Units units, float[] out, int at) {
    float[] values = tensor.toFloatArray();
    int d = shape.dimension();
    int channels = shape.channels();
    int pixels = d / channels;
    for (int row = 0; row < values.length; row += d) {
      for (int c = 0; c < channels; c++) {
        for (int p = 0; p < pixels; p++) {
          out[at + row + p * channels + c] = (float) units.of(values[row + c * pixels + p], c);
        }
      }
    }
  }
}
