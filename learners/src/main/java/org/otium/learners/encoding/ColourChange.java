package org.otium.learners.encoding;

/**
 * A change of brightness, saturation and contrast, in this order: every value of an image gets
 * {@code brightness} added; then the distance of each value from the mean of its pixel is
 * multiplied by {@code saturation}, and that from the mean of the image by {@code contrast}.
 *
 * @param brightness added to every value
 * @param saturation a factor
 * @param contrast a factor
 */
record ColourChange(float brightness, float saturation, float contrast) {
  static final ColourChange NONE = new ColourChange(0, 1, 1);

  /** Changes the image that begins at some position, in place. */
  void apply(float[] values, int start, int length, int channels) {
    if (equals(NONE)) {
      return;
    }
    for (int v = start; v < start + length; v++) {
      values[v] += brightness;
    }
    spread(values, start, length, channels);
  }

  /** Applies the transpose of the linear part, which is symmetric, in place. */
  void transposed(float[] gradient, int start, int length, int channels) {
    if (!equals(NONE)) {
      spread(gradient, start, length, channels);
    }
  }

  private void spread(float[] values, int start, int length, int channels) {
    if (saturation != 1) {
      for (int p = start; p < start + length; p += channels) {
        about(values, p, channels, saturation);
      }
    }
    if (contrast != 1) {
      about(values, start, length, contrast);
    }
  }

  private static void about(float[] values, int start, int length, float factor) {
    double sum = 0;
    for (int v = start; v < start + length; v++) {
      sum += values[v];
    }
    float mean = (float) (sum / length);
    for (int v = start; v < start + length; v++) {
      values[v] = mean + factor * (values[v] - mean);
    }
  }
}
