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

  private int patchValues() {
    return Math.multiplyExact(Math.multiplyExact(height, width), kernel * kernel * channels);
  }

  private int responses() {
    return Math.multiplyExact(Math.multiplyExact(height, width), filters);
  }

  int outputs() {
    return height / 2 * (width / 2) * filters;
  }

  void apply(float[] image, Scratch scratch, float[] out, LinearAlgebra algebra) {
    respond(image, scratch, algebra);
    pool(scratch.response, out);
  }

  /**
   * Adds up the derivatives of the outputs with respect to the image.
   *
   * @param image where the derivative is taken
   * @param scratch working memory
   * @param outGradient with respect to the outputs
   * @param imageGradient receives that with respect to the image
   * @param algebra for the products
   */
  void pullback(
      float[] image,
      Scratch scratch,
      float[] outGradient,
      float[] imageGradient,
      LinearAlgebra algebra) {
    double[] scale = respond(image, scratch, algebra);
    unpool(scratch.response, outGradient, scratch.gradient);
    unnormalise(scratch.response, scale, scratch.gradient);
    int size = kernel * kernel * channels;
    algebra.gemm(
        Transpose.NO,
        Transpose.NO,
        height * width,
        size,
        filters,
        1f,
        scratch.gradient,
        0,
        filters,
        weights,
        0,
        size,
        0f,
        scratch.patches,
        0,
        size);
    scatter(scratch.patches, imageGradient);
  }

  /** Leaves the normalised responses in the scratch, and gives what they were multiplied by. */
  private double[] respond(float[] image, Scratch scratch, LinearAlgebra algebra) {
    int size = kernel * kernel * channels;
    collect(image, scratch.patches);
    algebra.gemm(
        Transpose.NO,
        Transpose.YES,
        height * width,
        filters,
        size,
        1f,
        scratch.patches,
        0,
        size,
        weights,
        0,
        size,
        0f,
        scratch.response,
        0,
        filters);
    return normalise(scratch.response);
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

  private double[] normalise(float[] response) {
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
        response[p * filters + f] = (float) ((response[p * filters + f] - mean[f]) * variance[f]);
      }
    }
    return variance;
  }

  /** Turns the gradient of normalised responses into that of the responses, in place. */
  private void unnormalise(float[] normalised, double[] scale, float[] gradient) {
    int pixels = height * width;
    double[] mean = new double[filters];
    double[] slope = new double[filters];
    for (int v = 0; v < pixels * filters; v++) {
      mean[v % filters] += gradient[v];
      slope[v % filters] += (double) gradient[v] * normalised[v];
    }
    for (int p = 0; p < pixels; p++) {
      for (int f = 0; f < filters; f++) {
        int v = p * filters + f;
        double centred = gradient[v] - mean[f] / pixels - normalised[v] * slope[f] / pixels;
        gradient[v] = (float) (scale[f] * centred);
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
          float top =
              Math.max(0, response[topLeft + f]) + Math.max(0, response[topLeft + filters + f]);
          float bottom =
              Math.max(0, response[bottomLeft + f])
                  + Math.max(0, response[bottomLeft + filters + f]);
          out[(y * half + x) * filters + f] = (top + bottom) / 4;
        }
      }
    }
  }

  /** The gradient of the normalised responses from that of the rectified means. */
  private void unpool(float[] response, float[] outGradient, float[] gradient) {
    Arrays.fill(gradient, 0, responses(), 0f);
    int half = width / 2;
    for (int y = 0; y < height / 2 * 2; y++) {
      for (int x = 0; x < half * 2; x++) {
        int at = (y * width + x) * filters;
        int from = (y / 2 * half + x / 2) * filters;
        for (int f = 0; f < filters; f++) {
          gradient[at + f] = response[at + f] > 0 ? outGradient[from + f] / 4 : 0;
        }
      }
    }
  }

  /** Adds the gradients of all patches where their pixels lie in the image. */
  private void scatter(float[] patches, float[] imageGradient) {
    Arrays.fill(imageGradient, 0, height * width * channels, 0f);
    int reach = kernel / 2;
    int at = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        for (int dy = -reach; dy <= reach; dy++) {
          for (int dx = -reach; dx <= reach; dx++) {
            int row = y + dy;
            int column = x + dx;
            if (row >= 0 && row < height && column >= 0 && column < width) {
              int to = (row * width + column) * channels;
              for (int c = 0; c < channels; c++) {
                imageGradient[to + c] += patches[at + c];
              }
            }
            at += channels;
          }
        }
      }
    }
  }

  /** Working memory for one image, large enough for each of some blocks. */
  static final class Scratch {
    private final float[] patches;
    private final float[] response;
    private final float[] gradient;

    Scratch(ConvolutionBlock... blocks) {
      int largestPatches = 0;
      int largestResponse = 0;
      for (ConvolutionBlock block : blocks) {
        largestPatches = Math.max(largestPatches, block.patchValues());
        largestResponse = Math.max(largestResponse, block.responses());
      }
      patches = new float[largestPatches];
      response = new float[largestResponse];
      gradient = new float[largestResponse];
    }
  }
}
