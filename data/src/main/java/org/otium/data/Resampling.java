package org.otium.data;

import org.otium.api.FeatureShape;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Matrix;

/**
 * Brings images into another shape: size (see {@link ImageResampler}), channels (gray to RGB by
 * repetition, RGB to gray by the luminance of ITU-R BT.601) and range (linearly). Results are
 * clamped to their range.
 */
public final class Resampling {
  private static final double RED = 0.299;
  private static final double GREEN = 0.587;
  private static final double BLUE = 0.114;

  private Resampling() {}

  /**
   * The same images in another shape.
   *
   * @param dataset images
   * @param target the shape to bring them into; a target without a range keeps that of the dataset
   * @return a new dataset; the dataset itself if there is nothing to do
   * @throws InvalidInputException if the dataset or the target is no image, or its channels cannot
   *     be converted
   */
  public static LabeledDataset toShape(LabeledDataset dataset, FeatureShape target) {
    FeatureShape source = dataset.shape();
    boolean ranges = isRanged(source) && isRanged(target);
    FeatureShape result =
        new FeatureShape(
            target.height(),
            target.width(),
            target.channels(),
            ranges ? target.low() : source.low(),
            ranges ? target.high() : source.high());
    if (result.equals(source)) {
      return dataset;
    }
    requireImage(dataset.name(), source);
    requireImage("the target", target);
    if (source.channels() != target.channels()
        && !(source.channels() == 1 && target.channels() == 3)
        && !(source.channels() == 3 && target.channels() == 1)) {
      throw new InvalidInputException(
          "dataset '"
              + dataset.name()
              + "' has "
              + source.channels()
              + " channels, which cannot become "
              + target.channels(),
          "Only gray and RGB can be turned into each other.");
    }
    int n = dataset.size();
    float[] out = new float[Math.multiplyExact(n, result.dimension())];
    convert(dataset.features().array(), n, source, out, result);
    return dataset.withFeatures(Matrix.wrap(n, result.dimension(), out)).withShape(result);
  }

  private static void convert(
      float[] in, int n, FeatureShape source, float[] out, FeatureShape result) {
    boolean toGray = source.channels() == 3 && result.channels() == 1;
    boolean toRgb = source.channels() == 1 && result.channels() == 3;
    int channels = Math.min(source.channels(), result.channels());
    int pixels = source.height() * source.width();
    int newPixels = result.height() * result.width();
    ImageResampler resampler =
        new ImageResampler(
            source.height(), source.width(), channels, result.height(), result.width());
    double scale =
        isRanged(source) && isRanged(result)
            ? (result.high() - result.low()) / (source.high() - source.low())
            : 1;
    double sourceLow = isRanged(source) ? source.low() : 0;
    double resultLow = isRanged(result) ? result.low() : 0;
    float[] image = new float[pixels * channels];
    float[] resampled = new float[newPixels * channels];
    int repeat = toRgb ? 3 : 1;
    for (int i = 0; i < n; i++) {
      int at = i * source.dimension();
      if (toGray) {
        for (int p = 0; p < pixels; p++) {
          image[p] = luminance(in[at + 3 * p], in[at + 3 * p + 1], in[at + 3 * p + 2]);
        }
      } else {
        System.arraycopy(in, at, image, 0, image.length);
      }
      resampler.apply(image, 0, resampled, 0);
      int to = i * result.dimension();
      for (int p = 0; p < resampled.length; p++) {
        double value = (resampled[p] - sourceLow) * scale + resultLow;
        float clamped = (float) Math.clamp(value, result.low(), result.high());
        for (int r = 0; r < repeat; r++) {
          out[to + repeat * p + r] = clamped;
        }
      }
    }
  }

  /**
   * How bright a colour is (ITU-R BT.601).
   *
   * @param red a value
   * @param green a value
   * @param blue a value
   * @return their weighted mean
   */
  public static float luminance(float red, float green, float blue) {
    return (float) (RED * red + GREEN * green + BLUE * blue);
  }

  /**
   * Brings a dataset into the feature space of another, so that the two can be compared: images are
   * resampled, vectors must have as many features already.
   *
   * @param dataset what to bring there
   * @param other whose shape it gets
   * @return a new dataset; the dataset itself if there is nothing to do
   * @throws InvalidInputException if that is not possible
   */
  public static LabeledDataset fit(LabeledDataset dataset, LabeledDataset other) {
    FeatureShape source = dataset.shape();
    FeatureShape target = other.shape();
    if (isGrid(source) && isGrid(target)) {
      return toShape(dataset, target);
    }
    if (dataset.dimension() != other.dimension()) {
      throw new InvalidInputException(
          "dataset '"
              + dataset.name()
              + "' has "
              + source.describe()
              + " and '"
              + other.name()
              + "' "
              + target.describe(),
          "Only images can be resampled; give vectors the same features, or embed both.");
    }
    return dataset;
  }

  private static boolean isGrid(FeatureShape shape) {
    return shape.height() > 1 && shape.width() > 1;
  }

  private static boolean isRanged(FeatureShape shape) {
    return Double.isFinite(shape.low()) && Double.isFinite(shape.high());
  }

  private static void requireImage(String what, FeatureShape shape) {
    if (!isGrid(shape)) {
      throw new InvalidInputException(
          what + " (" + shape.describe() + ") is no image", "Only images can be resampled.");
    }
  }
}
