package org.otium.learners.transforms;

import org.otium.api.DatasetTransform;
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
}
