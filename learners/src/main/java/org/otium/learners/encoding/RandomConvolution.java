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
      float[] values = samples.features().array();
      int n = samples.size();
      int d = embedded.dimension();
      float[] out = new float[Math.multiplyExact(n, d)];
      ParallelLoop.run(
          compute.threads(),
          0,
          n,
          IMAGES,
          (from, to) -> {
            float[][] layers = layers();
            ConvolutionBlock.Scratch scratch = new ConvolutionBlock.Scratch(blocks);
            for (int i = from; i < to; i++) {
              System.arraycopy(values, i * layers[0].length, layers[0], 0, layers[0].length);
              for (int b = 0; b < blocks.length; b++) {
                blocks[b].apply(layers[b], scratch, layers[b + 1], compute.linearAlgebra());
              }
              System.arraycopy(layers[blocks.length], 0, out, i * d, d);
            }
          });
      return samples.withFeatures(Matrix.wrap(n, d, out)).withShape(embedded);
    }

    @Override
    public Optional<LabeledDataset> decode(LabeledDataset samples) {
      return Optional.empty();
    }

    @Override
    public Optional<Matrix> pullback(Matrix features, Matrix gradient) {
      Features.requireLike(features, shape.dimension());
      Features.requireLike(gradient, embedded.dimension());
      Features.requirePaired(features, gradient);
      int n = features.rows();
      int d = shape.dimension();
      float[] out = new float[Math.multiplyExact(n, d)];
      ParallelLoop.run(
          compute.threads(),
          0,
          n,
          IMAGES,
          (from, to) -> {
            float[][] layers = layers();
            float[][] gradients = layers();
            ConvolutionBlock.Scratch scratch = new ConvolutionBlock.Scratch(blocks);
            int last = blocks.length;
            for (int i = from; i < to; i++) {
              System.arraycopy(features.array(), i * d, layers[0], 0, d);
              for (int b = 0; b < last - 1; b++) {
                blocks[b].apply(layers[b], scratch, layers[b + 1], compute.linearAlgebra());
              }
              int k = gradients[last].length;
              System.arraycopy(gradient.array(), i * k, gradients[last], 0, k);
              for (int b = last - 1; b >= 0; b--) {
                blocks[b].pullback(
                    layers[b], scratch, gradients[b + 1], gradients[b], compute.linearAlgebra());
              }
              System.arraycopy(gradients[0], 0, out, i * d, d);
            }
          });
      return Optional.of(Matrix.wrap(n, d, out));
    }

    /** Room for an image and the outputs of every block. */
    private float[][] layers() {
      float[][] layers = new float[blocks.length + 1][];
      layers[0] = new float[shape.dimension()];
      for (int b = 0; b < blocks.length; b++) {
        layers[b + 1] = new float[blocks[b].outputs()];
      }
      return layers;
    }
  }
}
