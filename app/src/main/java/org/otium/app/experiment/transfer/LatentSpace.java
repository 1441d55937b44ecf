package org.otium.app.experiment.transfer;

import java.util.Map;
import java.util.Optional;
import org.otium.api.Encoder;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;

/**
 * Where maps between datasets are learned: where samples are, or in the space of an encoder, from
 * which what they make is brought back to be learned from (GG §5.3).
 *
 * @param embedding what the encoder learned; empty for the space of the samples
 */
record LatentSpace(Optional<Encoder.Embedding> embedding) {
  /**
   * The space of an encoder.
   *
   * @param encoder learns from the target; empty for the space of the samples
   * @param target its samples, whose labels are not looked at
   * @throws InvalidInputException if there is no way back
   */
  static LatentSpace of(Optional<Encoder> encoder, LabeledDataset target, long seed) {
    LabeledDataset bare =
        target.withClassNames(Map.of()).withLabels(Labels.hard(new int[target.size()]));
    LatentSpace space = new LatentSpace(encoder.map(e -> e.fit(bare, seed)));
    LabeledDataset one = bare.select(new int[] {0});
    if (space.embedding().flatMap(e -> e.decode(e.encode(one))).isEmpty() && encoder.isPresent()) {
      throw new InvalidInputException(
          "an encoder without a way back, so that nobody could learn from what is made in its space",
          "Choose pca or autoencoder, or learn from what it gives: transforms with embed.");
    }
    return space;
  }

  LabeledDataset entered(LabeledDataset samples) {
    return embedding.map(e -> e.encode(samples).withName(samples.name())).orElse(samples);
  }

  /** Samples that come back darker or brighter than pixels are, are as dark or bright as these. */
  LabeledDataset left(LabeledDataset made) {
    if (embedding.isEmpty()) {
      return made;
    }
    LabeledDataset back = embedding.get().decode(made).orElseThrow();
    if (!back.shape().isImage()) {
      return back;
    }
    float[] pixels = back.features().toArray();
    for (int v = 0; v < pixels.length; v++) {
      pixels[v] = (float) Math.clamp(pixels[v], back.shape().low(), back.shape().high());
    }
    return back.withFeatures(Matrix.wrap(back.size(), back.dimension(), pixels))
        .withShape(back.shape());
  }
}
