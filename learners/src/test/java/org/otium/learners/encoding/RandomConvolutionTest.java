package org.otium.learners.encoding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.otium.api.Encoder;
import org.otium.api.FeatureShape;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.learners.Machine;
import org.otium.testkit.EncoderContract;
import org.otium.testkit.Samples;

class RandomConvolutionTest extends EncoderContract {
  @Override
  protected Encoder encoder() {
    return network(8, 2, 3);
  }

  private static RandomConvolution network(int filters, int blocks, int kernel) {
    return new RandomConvolution(
        new RandomConvolutionSettings(filters, blocks, kernel), Machine.COMPUTE);
  }

  private static LabeledDataset images(int n, FeatureShape shape) {
    return LabeledDataset.of(
            "images",
            Samples.gaussian(n, shape.dimension(), Samples.random(3)),
            Labels.hard(new int[n]))
        .withShape(shape);
  }

  /** Every step written out for one block: sums over pixels, mean, deviation, rectifier, pool. */
  @Test
  void blockIsWhatItsDefinitionSays() {
    int h = 5;
    int w = 4;
    int channels = 2;
    int filters = 3;
    float[] image = Samples.gaussian(1, h * w * channels, Samples.random(1)).array();
    float[] weights = Samples.gaussian(filters, 9 * channels, Samples.random(2)).array();
    ConvolutionBlock block = new ConvolutionBlock(h, w, channels, 3, filters, weights);
    float[] out = new float[block.outputs()];
    block.apply(image, new ConvolutionBlock.Scratch(block), out, Machine.COMPUTE.linearAlgebra());
    for (int f = 0; f < filters; f++) {
      double[][] response = new double[h][w];
      for (int y = 0; y < h; y++) {
        for (int x = 0; x < w; x++) {
          for (int dy = -1; dy <= 1; dy++) {
            for (int dx = -1; dx <= 1; dx++) {
              for (int c = 0; c < channels; c++) {
                boolean inside = y + dy >= 0 && y + dy < h && x + dx >= 0 && x + dx < w;
                response[y][x] +=
                    inside
                        ? image[((y + dy) * w + x + dx) * channels + c]
                            * weights[f * 9 * channels + ((dy + 1) * 3 + dx + 1) * channels + c]
                        : 0;
              }
            }
          }
        }
      }
      double mean = Arrays.stream(response).flatMapToDouble(Arrays::stream).average().orElseThrow();
      double variance =
          Arrays.stream(response)
              .flatMapToDouble(Arrays::stream)
              .map(v -> (v - mean) * (v - mean))
              .average()
              .orElseThrow();
      for (int y = 0; y < h / 2; y++) {
        for (int x = 0; x < w / 2; x++) {
          double sum = 0;
          for (int p = 0; p < 4; p++) {
            double v = response[2 * y + p / 2][2 * x + p % 2] - mean;
            sum += Math.max(0, v / Math.sqrt(variance + 1e-5));
          }
          assertEquals(sum / 4, out[(y * (w / 2) + x) * filters + f], 1e-5);
        }
      }
    }
  }

  @Test
  void shapeIsHalvedByEveryBlock() {
    LabeledDataset colour = images(2, FeatureShape.image(9, 12, 3));
    LabeledDataset embedded = network(7, 2, 3).fit(colour, 1).encode(colour);
    assertEquals(2, embedded.shape().height());
    assertEquals(3, embedded.shape().width());
    assertEquals(7, embedded.shape().channels());
  }

  /** Instance normalisation takes brightness and contrast out of an image. */
  @Test
  void brightnessAndContrastOfAWholeImageHardlyMatter() {
    LabeledDataset grey = images(3, FeatureShape.image(16, 16, 1));
    float[] brighter = grey.features().toArray();
    for (int v = 0; v < brighter.length; v++) {
      brighter[v] = 50 * brighter[v];
    }
    Encoder.Embedding embedding = network(8, 2, 1).fit(grey, 1);
    float[] expected = embedding.encode(grey).features().array();
    float[] actual =
        embedding.encode(grey.withFeatures(Matrix.wrap(3, 256, brighter))).features().array();
    for (int v = 0; v < expected.length; v++) {
      assertEquals(expected[v], actual[v], 1e-2, "value " + v);
    }
  }

  @Test
  void seedDecidesTheFilters() {
    LabeledDataset grey = images(2, FeatureShape.image(8, 8, 1));
    float[] one = network(4, 1, 3).fit(grey, 1).encode(grey).features().array();
    float[] two = network(4, 1, 3).fit(grey, 2).encode(grey).features().array();
    assertFalse(Arrays.equals(one, two));
  }

  @Test
  void threadsChangeNothing() {
    LabeledDataset grey = images(20, FeatureShape.image(8, 8, 1));
    RandomConvolutionSettings settings = new RandomConvolutionSettings(16, 2, 3);
    assertArrayEquals(
        new RandomConvolution(settings, Machine.withThreads(1))
            .fit(grey, 1)
            .encode(grey)
            .features()
            .array(),
        new RandomConvolution(settings, Machine.withThreads(4))
            .fit(grey, 1)
            .encode(grey)
            .features()
            .array());
  }

  @Test
  void whatIsNoImageIsRefused() {
    LabeledDataset vectors = Samples.clouds(1, 2, 4, 36, 1);
    assertThrows(InvalidInputException.class, () -> network(4, 1, 3).fit(vectors, 1));
    LabeledDataset small = images(2, FeatureShape.image(4, 4, 1));
    network(4, 2, 3).fit(small, 1);
    assertThrows(InvalidInputException.class, () -> network(4, 3, 3).fit(small, 1));
    assertThrows(InvalidInputException.class, () -> new RandomConvolutionSettings(8, 2, 4));
  }
}
