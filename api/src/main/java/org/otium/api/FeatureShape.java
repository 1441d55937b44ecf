package org.otium.api;

/**
 * How a row of features is to be read: an image of height × width × channels (channels last) or a
 * plain vector, and the range that its values are meant to lie in.
 *
 * @param height rows of pixels; 1 for a vector
 * @param width pixels a row; 1 for a vector
 * @param channels values a pixel; the dimension for a vector
 * @param low the lowest meaningful value; −∞ where there is none
 * @param high the highest meaningful value; +∞ where there is none
 */
public record FeatureShape(int height, int width, int channels, double low, double high) {
  /** Checks the shape. */
  public FeatureShape {
    if (height < 1 || width < 1 || channels < 1) {
      throw new InvalidInputException(
          "a feature shape of " + height + "×" + width + "×" + channels,
          "Height, width and channels must be positive.");
    }
    if (!(low < high)) {
      throw new InvalidInputException(
          "a feature range from " + low + " to " + high, "The low end must be below the high end.");
    }
    if ((double) height * width * channels > Integer.MAX_VALUE) {
      throw new InvalidInputException(
          "a feature shape of " + height + "×" + width + "×" + channels,
          "A sample can have " + Integer.MAX_VALUE + " features at most.");
    }
  }

  /**
   * A plain vector without a range.
   *
   * @param dimension number of features
   * @return the shape
   */
  public static FeatureShape vector(int dimension) {
    return new FeatureShape(1, 1, dimension, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  }

  /**
   * An image with values in [0, 1].
   *
   * @param height rows of pixels
   * @param width pixels a row
   * @param channels values a pixel (1 gray, 3 RGB)
   * @return the shape
   */
  public static FeatureShape image(int height, int width, int channels) {
    return new FeatureShape(height, width, channels, 0, 1);
  }

  /**
   * Number of features.
   *
   * @return height × width × channels
   */
  public int dimension() {
    return height * width * channels;
  }

  /**
   * Whether it can be drawn as a picture.
   *
   * @return true when it has more than one row and column and one or three channels
   */
  public boolean isImage() {
    return height > 1 && width > 1 && (channels == 1 || channels == 3);
  }

  /**
   * The shape in words.
   *
   * @return {@code 28×28}, {@code 32×32×3} or {@code 4 features}
   */
  public String describe() {
    if (height == 1 && width == 1) {
      return channels + (channels == 1 ? " feature" : " features");
    }
    return height + "×" + width + (channels == 1 ? "" : "×" + channels);
  }
}
