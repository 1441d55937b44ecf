package org.otium.models.layers;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import org.otium.api.FeatureShape;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Matrix;
import org.otium.api.NamedArrays;

/**
 * Brings samples to mean 0 and variance 1 in each channel (each feature, where samples are no
 * images) and pixels into the order that networks want, channels first.
 *
 * @param shape how a row of features is read
 * @param mean a number a channel
 * @param factor a number a channel, 1/standard deviation; 0 where nothing varies
 */
@SuppressWarnings("ArrayRecordComponent") // made once, never compared
public record FeatureScale(FeatureShape shape, double[] mean, double[] factor) {
  /** A channel that varies by less than this share of its size is constant but for rounding. */
  private static final double CONSTANT = 1e-6;

  private static final String SHAPE = "shape";
  private static final String MEAN = "mean";
  private static final String FACTOR = "factor";

  /**
   * The scale of some samples.
   *
   * @param samples weighted samples
   * @return what brings them to mean 0 and variance 1
   * @throws InvalidInputException if a feature is not finite
   */
  public static FeatureScale of(LabeledDataset samples) {
    requireFinite(samples.features());
    FeatureShape shape = samples.shape();
    int channels = shape.channels();
    int d = shape.dimension();
    float[] values = samples.features().array();
    double[] mean = new ChannelsFirst(shape).means(samples);
    double[] factor = new double[channels];
    int pixels = d / channels;
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
    return new FeatureScale(shape, mean, factor);
  }

  /**
   * A scale that was kept.
   *
   * @param state what {@link #state} gave, maybe among others
   * @return the same scale
   * @throws InvalidInputException if arrays are missing or of other sizes
   */
  public static FeatureScale of(NamedArrays state) {
    double[] shape = array(state, SHAPE, 5);
    FeatureShape read =
        new FeatureShape((int) shape[0], (int) shape[1], (int) shape[2], shape[3], shape[4]);
    return new FeatureScale(
        read, array(state, MEAN, read.channels()), array(state, FACTOR, read.channels()));
  }

  /**
   * Refuses what networks can make nothing of.
   *
   * @param features rows of features
   * @throws InvalidInputException if one is not finite
   */
  public static void requireFinite(Matrix features) {
    long bad = features.firstNonFinite();
    if (bad >= 0) {
      int d = features.columns();
      throw new InvalidInputException(
          "feature " + bad % d + " of sample " + bad / d + " is " + features.array()[(int) bad],
          "Remove or repair the samples that are not finite.");
    }
  }

  private static double[] array(NamedArrays state, String name, int size) {
    return state
        .get(name)
        .filter(a -> a.length == size)
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "the arrays '" + name + "' of a network are missing or do not fit",
                    "Give what a network of the same kind and settings has kept."));
  }

  /**
   * What to keep of the scale.
   *
   * @return the shape of samples, and what is subtracted from their channels and multiplied
   */
  public NamedArrays state() {
    return NamedArrays.empty()
        .with(
            SHAPE,
            new double[] {
              shape.height(), shape.width(), shape.channels(), shape.low(), shape.high()
            })
        .with(MEAN, mean)
        .with(FACTOR, factor);
  }

  /**
   * Some samples as a tensor.
   *
   * @param values rows of features
   * @param order sample indices
   * @param from the first position in {@code order}
   * @param to one after the last
   * @param step the scope that gets the tensor
   * @return n×channels×height×width
   */
  public NDArray tensor(float[] values, int[] order, int from, int to, NDManager step) {
    return new ChannelsFirst(shape)
        .tensor(values, order, from, to, (value, c) -> (value - mean[c]) * factor[c], step);
  }

  /**
   * Brings samples back.
   *
   * @param tensor n×channels×height×width, as {@link #tensor} gives them
   * @param out receives rows of features
   * @param at where the first row starts
   */
  public void restore(NDArray tensor, float[] out, int at) {
    double[] scale = Arrays.stream(factor).map(f -> f == 0 ? 0 : 1 / f).toArray();
    new ChannelsFirst(shape).rows(tensor, (value, c) -> value * scale[c] + mean[c], out, at);
  }

  /**
   * Brings derivatives back: those with respect to what {@link #tensor} gave to those with respect
   * to the features.
   *
   * @param tensor n×channels×height×width
   * @param out receives rows of derivatives
   * @param at where the first row starts
   */
  public void pullBack(NDArray tensor, float[] out, int at) {
    new ChannelsFirst(shape).rows(tensor, (value, c) -> value * factor[c], out, at);
  }
}
