package org.otium.learners.encoding;

import java.util.Optional;
import org.otium.api.Encoder;
import org.otium.api.LabeledDataset;
import org.otium.api.Matrix;
import org.otium.learners.common.Features;

/** Leaves features as they are: the encoder to name where one is asked for and none is wanted. */
public final class IdentityEncoder implements Encoder {
  /** Makes the encoder. */
  public IdentityEncoder() {}

  @Override
  public Embedding fit(LabeledDataset samples, long seed) {
    return new Same(samples.dimension());
  }

  private record Same(int dimension) implements Embedding {
    @Override
    public LabeledDataset encode(LabeledDataset samples) {
      Features.requireLike(samples.features(), dimension);
      return samples;
    }

    @Override
    public Optional<LabeledDataset> decode(LabeledDataset embedded) {
      return Optional.of(encode(embedded));
    }

    @Override
    public Optional<Matrix> pullback(Matrix features, Matrix gradient) {
      return Optional.of(gradient);
    }
  }
}
