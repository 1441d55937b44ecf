package org.otium.learners.encoding;

import java.util.Optional;
import org.otium.api.Encoder;
import org.otium.api.FeatureShape;
import org.otium.api.LabeledDataset;
import org.otium.api.Matrix;
import org.otium.learners.common.Features;
import org.otium.numerics.ParallelLoop;

/**
 * One change of images: of their colours, then of where their pixels lie.
 *
 * @param shape of the images, before and after
 * @param map where pixels come from
 * @param colour how colours change
 * @param outside the value of pixels that come from nowhere
 * @param threads how many threads may be used
 */
record Augmented(FeatureShape shape, PixelMap map, ColourChange colour, float outside, int threads)
    implements Encoder.Embedding {
  /** Images of one chunk. */
  private static final int IMAGES = 32;

  @Override
  public LabeledDataset encode(LabeledDataset samples) {
    int d = shape.dimension();
    Features.requireLike(samples.features(), d);
    float[] values = samples.features().array();
    float[] out = new float[values.length];
    ParallelLoop.run(
        threads,
        0,
        samples.size(),
        IMAGES,
        (from, to) -> {
          float[] changed = new float[d];
          for (int i = from; i < to; i++) {
            System.arraycopy(values, i * d, changed, 0, d);
            colour.apply(changed, 0, d, shape.channels());
            map.apply(changed, 0, shape.channels(), outside, out, i * d);
          }
        });
    // Values may leave the range of pixels, which nothing is clamped to: gradients would vanish.
    return samples.withFeatures(Matrix.wrap(samples.size(), d, out));
  }

  @Override
  public Optional<LabeledDataset> decode(LabeledDataset embedded) {
    return Optional.empty();
  }

  @Override
  public Optional<Matrix> pullback(Matrix features, Matrix gradient) {
    int d = shape.dimension();
    Features.requireLike(features, d);
    Features.requireLike(gradient, d);
    Features.requirePaired(features, gradient);
    float[] out = new float[Math.multiplyExact(features.rows(), d)];
    ParallelLoop.run(
        threads,
        0,
        features.rows(),
        IMAGES,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            map.transposed(gradient.array(), i * d, shape.channels(), out, i * d);
            colour.transposed(out, i * d, d, shape.channels());
          }
        });
    return Optional.of(Matrix.wrap(features.rows(), d, out));
  }
}
