package org.otium.learners.encoding;

import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.otium.api.Compute;
import org.otium.api.Encoder;
import org.otium.api.FeatureShape;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Matrix;
import org.otium.learners.common.Features;
import org.otium.numerics.ParallelLoop;

/**
 * The embedding of images by a network with random weights, as distribution matching uses it (Zhao,
 * Bilen 2023; variant E of WoW): blocks of a convolution that keeps the size, instance
 * normalisation, the rectifier, and the mean of 2×2 pixels. Filters are drawn from N(0, 2 /
 * (kernel² · channels)); the normalisation leaves biases without effect, so there are none. Only
 * the filters are random, nothing is learned, and there is no way back.
 */
public final class RandomConvolution implements Encoder {
  /** Images of one chunk. */
  private static final int IMAGES = 4;

  private final RandomConvolutionSettings settings;
  private final Compute compute;

  /**
   * Makes the encoder.
   *
   * @param settings the shape of the network
   * @param compute matrix products and threads
   */
  public RandomConvolution(RandomConvolutionSettings settings, Compute compute) {
    this.settings = settings;
    this.compute = compute;
  }

  /**
   * Draws the filters for images of the samples' shape.
   *
   * @throws InvalidInputException if the samples are no images, or too small for so many blocks
   */
  @Override
  public Embedding fit(LabeledDataset samples, long seed) {
    FeatureShape shape = samples.shape();
    if (shape.height() >> settings.blocks() < 1 || shape.width() >> settings.blocks() < 1) {
      throw new InvalidInputException(
          "'"
              + samples.name()
              + "' ("
              + shape.describe()
              + ") cannot be halved "
              + settings.blocks()
              + " times",
          "Convolutions need images; use fewer blocks for small ones.");
    }
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    ConvolutionBlock[] blocks = new ConvolutionBlock[settings.blocks()];
    int height = shape.height();
    int width = shape.width();
    int channels = shape.channels();
    for (int b = 0; b < blocks.length; b++) {
      int fan = settings.kernel() * settings.kernel() * channels;
      float[] filters = new float[Math.multiplyExact(settings.filters(), fan)];
      double deviation = Math.sqrt(2.0 / fan);
      for (int v = 0; v < filters.length; v++) {
        filters[v] = (float) (deviation * random.nextGaussian());
      }
      blocks[b] =
          new ConvolutionBlock(
              height, width, channels, settings.kernel(), settings.filters(), filters);
      height /= 2;
      width /= 2;
      channels = settings.filters();
    }
    FeatureShape embedded =
        new FeatureShape(
            height, width, channels, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    return new Network(blocks, shape, embedded, compute);
  }

  @SuppressWarnings("ArrayRecordComponent") // made once, never compared
  private record Network(
      ConvolutionBlock[] blocks, FeatureShape shape, FeatureShape embedded, Compute compute)
      implements Embedding {
    @Override
    public LabeledDataset encode(LabeledDataset samples) {
      Features.requireLike(samples.features(), shape.dimension());
      int n = samples.size();
      int d = embedded.dimension();
      float[] out = new float[Math.multiplyExact(n, d)];
      ParallelLoop.run(
          compute.threads(),
          0,
          n,
          IMAGES,
          (from, to) -> {
            float[][] buffers = new float[blocks.length + 1][];
            buffers[0] = new float[shape.dimension()];
            int patches = 0;
            int responses = 0;
            for (int b = 0; b < blocks.length; b++) {
              buffers[b + 1] = new float[blocks[b].outputs()];
              patches = Math.max(patches, blocks[b].patchValues());
              responses = Math.max(responses, blocks[b].responses());
            }
            float[] patch = new float[patches];
            float[] response = new float[responses];
            for (int i = from; i < to; i++) {
              System.arraycopy(
                  samples.features().array(),
                  i * shape.dimension(),
                  buffers[0],
                  0,
                  shape.dimension());
              for (int b = 0; b < blocks.length; b++) {
                blocks[b].apply(
                    buffers[b], patch, response, buffers[b + 1], compute.linearAlgebra());
              }
              System.arraycopy(buffers[blocks.length], 0, out, i * d, d);
            }
          });
      return samples.withFeatures(Matrix.wrap(n, d, out)).withShape(embedded);
    }

    @Override
    public Optional<LabeledDataset> decode(LabeledDataset samples) {
      return Optional.empty();
    }
  }
}
