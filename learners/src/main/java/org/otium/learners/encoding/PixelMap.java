package org.otium.learners.encoding;

import java.util.Arrays;

/**
 * Where the pixels of a changed image come from: each is a mixture of four pixels of the original
 * (bilinear interpolation), or comes from outside.
 *
 * @param sources four positions of pixels for each pixel
 * @param shares how much of each; 0 where the position lies outside or is blanked
 */
@SuppressWarnings("ArrayRecordComponent") // made once, never compared
record PixelMap(int[] sources, float[] shares) {
  private static final int CORNERS = 4;

  /**
   * The map of an affine change of coordinates, rows and columns counted from the centre.
   *
   * @param inverse a, b, c, d, e, f: the pixel at (y, x) comes from (a·y + b·x + e, c·y + d·x + f)
   * @param blank top, left, bottom and right of what is blanked afterwards, the last two outside
   */
  static PixelMap of(int height, int width, double[] inverse, int[] blank) {
    int[] sources = new int[CORNERS * height * width];
    float[] shares = new float[CORNERS * height * width];
    double middleY = (height - 1) / 2.0;
    double middleX = (width - 1) / 2.0;
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        boolean isBlank =
            row >= blank[0] && column >= blank[1] && row < blank[2] && column < blank[3];
        if (!isBlank) {
          double y = row - middleY;
          double x = column - middleX;
          double fromY = inverse[0] * y + inverse[1] * x + inverse[4] + middleY;
          double fromX = inverse[2] * y + inverse[3] * x + inverse[5] + middleX;
          int top = (int) Math.floor(fromY);
          int left = (int) Math.floor(fromX);
          for (int corner = 0; corner < CORNERS; corner++) {
            int atY = top + corner / 2;
            int atX = left + corner % 2;
            if (atY >= 0 && atY < height && atX >= 0 && atX < width) {
              int at = CORNERS * (row * width + column) + corner;
              sources[at] = atY * width + atX;
              shares[at] = (float) ((1 - Math.abs(fromY - atY)) * (1 - Math.abs(fromX - atX)));
            }
          }
        }
      }
    }
    return new PixelMap(sources, shares);
  }

  /** An inverse map, before which another linear one, again the inverse, is made. */
  static double[] chained(double[] first, double a, double b, double c, double d) {
    return new double[] {
      first[0] * a + first[1] * c,
      first[0] * b + first[1] * d,
      first[2] * a + first[3] * c,
      first[2] * b + first[3] * d,
      first[4],
      first[5]
    };
  }

  /** Makes the changed image out of the image that begins at some position. */
  void apply(float[] image, int from, int channels, float outside, float[] out, int to) {
    for (int pixel = 0; pixel < sources.length / CORNERS; pixel++) {
      for (int c = 0; c < channels; c++) {
        float sum = outside;
        for (int corner = CORNERS * pixel; corner < CORNERS * (pixel + 1); corner++) {
          sum += shares[corner] * (image[from + sources[corner] * channels + c] - outside);
        }
        out[to + pixel * channels + c] = sum;
      }
    }
  }

  /** The transpose of the linear part. */
  void transposed(float[] gradient, int from, int channels, float[] out, int to) {
    int pixels = sources.length / CORNERS;
    Arrays.fill(out, to, to + pixels * channels, 0f);
    for (int pixel = 0; pixel < pixels; pixel++) {
      for (int corner = CORNERS * pixel; corner < CORNERS * (pixel + 1); corner++) {
        if (shares[corner] != 0) {
          for (int c = 0; c < channels; c++) {
            out[to + sources[corner] * channels + c] +=
                shares[corner] * gradient[from + pixel * channels + c];
          }
        }
      }
    }
  }
}
