package org.otium.data;

/**
 * Brings images (channels last) from one size to another: each axis by the average of the covered
 * area where it shrinks, by cubic convolution (Keys 1981, a = −½) where it grows. Values are not
 * clamped. Immutable.
 */
public final class ImageResampler {
  private static final double CUBIC = -0.5;
  private final int channels;
  private final Axis vertical;
  private final Axis horizontal;

  /**
   * Plans the resampling.
   *
   * @param height rows of pixels of the source
   * @param width pixels a row of the source
   * @param channels values a pixel
   * @param newHeight rows of pixels of the result
   * @param newWidth pixels a row of the result
   */
  public ImageResampler(int height, int width, int channels, int newHeight, int newWidth) {
    this.channels = channels;
    this.vertical = Axis.of(height, newHeight);
    this.horizontal = Axis.of(width, newWidth);
  }

  /** For each new position the first old one that counts, and the weights from there on. */
  @SuppressWarnings("ArrayRecordComponent") // private and never compared
  private record Axis(int from, int[] first, double[][] weights) {
    static Axis of(int from, int to) {
      int[] first = new int[to];
      double[][] weights = new double[to][];
      double ratio = (double) from / to;
      for (int k = 0; k < to; k++) {
        if (to < from) {
          first[k] = (int) Math.floor(k * ratio);
          int last = Math.min(from, (int) Math.ceil((k + 1) * ratio - 1e-9));
          weights[k] = new double[last - first[k]];
          for (int i = first[k]; i < last; i++) {
            double covered = Math.min(i + 1, (k + 1) * ratio) - Math.max(i, k * ratio);
            weights[k][i - first[k]] = covered / ratio;
          }
        } else if (to == from) {
          first[k] = k;
          weights[k] = new double[] {1};
        } else {
          cubic(from, (k + 0.5) * ratio - 0.5, k, first, weights);
        }
      }
      return new Axis(from, first, weights);
    }

    private static void cubic(int from, double centre, int k, int[] first, double[][] weights) {
      int base = (int) Math.floor(centre) - 1;
      int low = Math.clamp(base, 0, from - 1);
      int high = Math.clamp(base + 3L, 0, from - 1);
      first[k] = low;
      weights[k] = new double[high - low + 1];
      for (int i = base; i < base + 4; i++) {
        weights[k][Math.clamp(i, low, high) - low] += kernel(Math.abs(centre - i));
      }
    }

    private static double kernel(double x) {
      if (x < 1) {
        return ((CUBIC + 2) * x - (CUBIC + 3)) * x * x + 1;
      }
      return x < 2 ? ((x - 5) * x + 8) * x * CUBIC - 4 * CUBIC : 0;
    }
  }

  /**
   * Resamples one image.
   *
   * @param source holds the image
   * @param from where it starts
   * @param target receives the new image
   * @param to where it goes
   */
  public void apply(float[] source, int from, float[] target, int to) {
    int newWidth = horizontal.first.length;
    int rowLength = newWidth * channels;
    double[] rows = new double[vertical.from * rowLength];
    for (int y = 0; y < vertical.from; y++) {
      int row = from + y * horizontal.from * channels;
      for (int x = 0; x < newWidth; x++) {
        double[] weights = horizontal.weights[x];
        for (int c = 0; c < channels; c++) {
          double sum = 0;
          for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * source[row + (horizontal.first[x] + i) * channels + c];
          }
          rows[y * rowLength + x * channels + c] = sum;
        }
      }
    }
    for (int y = 0; y < vertical.first.length; y++) {
      double[] weights = vertical.weights[y];
      for (int x = 0; x < rowLength; x++) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
          sum += weights[i] * rows[(vertical.first[y] + i) * rowLength + x];
        }
        target[to + y * rowLength + x] = (float) sum;
      }
    }
  }
}
