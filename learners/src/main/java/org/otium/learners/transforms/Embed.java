package org.otium.learners.transforms;

import java.util.Optional;
import org.otium.api.DatasetTransform;
import org.otium.api.Encoder;
import org.otium.api.LabeledDataset;

/** Samples in the feature space of an encoder; labels and weights are kept. */
public final class Embed implements DatasetTransform {
  private final EmbedSettings settings;

  /**
   * Makes the transform.
   *
   * @param settings the encoder and what it learns from
   */
  public Embed(EmbedSettings settings) {
    this.settings = settings;
  }

  @Override
  public LabeledDataset apply(LabeledDataset dataset, long seed) {
    return settings.encoder().fit(settings.learnFrom().orElse(dataset), seed).encode(dataset);
  }

  /** By an encoder that has learned from a dataset of its own. */
  @Override
  public Optional<DatasetTransform> rowWise(long seed) {
    return settings
        .learnFrom()
        .map(
            learnFrom -> {
              Encoder.Embedding fitted = settings.encoder().fit(learnFrom, seed);
              return (dataset, any) -> fitted.encode(dataset);
            });
  }
}
