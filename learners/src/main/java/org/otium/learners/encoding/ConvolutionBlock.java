package org.otium.learners.encoding;

import java.util.Arrays;
import org.otium.api.LinearAlgebra;
import org.otium.api.LinearAlgebra.Transpose;

/**
 * A convolution that keeps the size of the image (zeros around it), normalisation of every filter's
 * response to mean 0 and variance 1 over the image, the rectifier, and the mean of every 2×2
 * pixels; a last odd row or column is left out. Images have their channels last.
 *
 * @param height rows of pixels
 * @param width pixels a row
 * @param channels values a pixel
 * @param kernel rows and columns of a filter, odd
 * @param filters how many filters
 * @param weights filters × (kernel · kernel · channels)
 */
@SuppressWarnings("ArrayRecordComponent") // made once, never compared
record ConvolutionBlock(
    int height, int width, int channels, int kernel, int filters, float[] weights) {
  /** What instance normalisation adds to the variance. */
  private static final double VARIANCE_FLOOR = 1e-5;

  int patchValues() {
    return Math.multiplyExact(Math.multiplyExact(height, width), kernel * kernel * channels);
  }

  int responses() {
    return Math.multiplyExact(Math.multiplyExact(height, width), filters);
  }

  int outputs() {
    return height / 2 * (width / 2) * filters;
  }

  void apply(float[] image, float[] patches, float[] response, float[] out, LinearAlgebra algebra) {
    int size = kernel * kernel * channels;
    collect(image, patches);
    algebra.gemm(
        Transpose.NO,
        Transpose.YES,
        height * width,
        filters,
        size,
        1f,
        patches,
        0,
        size,
        weights,
        0,
        size,
        0f,
        response,
        0,
        filters);
    normalise(response);
    pool(response, out);
  }

  private void collect(float[] image, float[] patches) {
    int reach = kernel / 2;
    int at = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        for (int dy = -reach; dy <= reach; dy++) {
          for (int dx = -reach; dx <= reach; dx++) {
            int row = y + dy;
            int column = x + dx;
            if (row >= 0 && row < height && column >= 0 && column < width) {
              System.arraycopy(image, (row * width + column) * channels, patches, at, channels);
            } else {
              Arrays.fill(patches, at, at + channels, 0f);
            }
            at += channels;
          }
        }
      }
    }
  }

  private void normalise(float[] response) {
    int pixels = height * width;
    double[] mean = new double[filters];
    double[] variance = new double[filters];
    for (int p = 0; p < pixels; p++) {
      for (int f = 0; f < filters; f++) {
        mean[f] += response[p * filters + f];
      }
    }
    for (int f = 0; f < filters; f++) {
      mean[f] /= pixels;
    }
    for (int p = 0; p < pixels; p++) {
      for (int f = 0; f < filters; f++) {
        double v = response[p * filters + f] - mean[f];
        variance[f] += v * v;
      }
    }
    for (int f = 0; f < filters; f++) {
      variance[f] = 1 / Math.sqrt(variance[f] / pixels + VARIANCE_FLOOR);
    }
    for (int p = 0; p < pixels; p++) {
      for (int f = 0; f < filters; f++) {
        double v = (response[p * filters + f] - mean[f]) * variance[f];
        response[p * filters + f] = (float) Math.max(0, v);
      }
    }
  }

  private void pool(float[] response, float[] out) {
    int half = width / 2;
    for (int y = 0; y < height / 2; y++) {
      for (int x = 0; x < half; x++) {
        int topLeft = (2 * y * width + 2 * x) * filters;
        int bottomLeft = topLeft + width * filters;
        for (int f = 0; f < filters; f++) {
          float top = response[topLeft + f] + response[topLeft + filters + f];
          float bottom = response[bottomLeft + f] + response[bottomLeft + filters + f];
          out[(y * half + x) * filters + f] = (top + bottom) / 4;
        }
      }
    }
  }
}
