package org.otium.learners.encoding;

import org.otium.api.InvalidInputException;
import org.otium.settings.Setting;

/**
 * The shape of a random convolutional network. The defaults are those of distribution matching
 * (Zhao, Bilen 2023): three blocks of 128 filters of 3×3 pixels.
 *
 * @param filters filters a block
 * @param blocks how many blocks of convolution, normalisation, rectifier and pooling
 * @param kernel rows and columns of a filter, odd
 */
public record RandomConvolutionSettings(
    @Setting(doc = "Filters of each block.", defaultValue = "128", min = 1) int filters,
    @Setting(
            doc = "Blocks of convolution, normalisation, rectifier and pooling.",
            defaultValue = "3",
            min = 1)
        int blocks,
    @Setting(doc = "Rows and columns of a filter; an odd number.", defaultValue = "3", min = 1)
        int kernel) {
  /** Checks the numbers. */
  public RandomConvolutionSettings {
    if (filters < 1 || blocks < 1) {
      throw new InvalidInputException(
          blocks + " blocks of " + filters + " filters", "Ask for at least one of each.");
    }
    if (kernel < 1 || kernel % 2 == 0) {
      throw new InvalidInputException(
          "a filter of " + kernel + "×" + kernel, "Its size must be odd.");
    }
  }

  /**
   * As in distribution matching.
   *
   * @return the settings
   */
  public static RandomConvolutionSettings defaults() {
    return new RandomConvolutionSettings(128, 3, 3);
  }
}
