package org.otium.learners.transforms;

import org.otium.api.Compute;
import org.otium.api.DatasetTransform;
import org.otium.spi.DatasetTransformProvider;

/** Provides {@code embed}. */
public final class EmbedProvider implements DatasetTransformProvider<EmbedSettings> {
  /** Called by the service loader. */
  public EmbedProvider() {}

  @Override
  public String name() {
    return "embed";
  }

  @Override
  public String summary() {
    return "Brings samples into the feature space of an encoder.";
  }

  @Override
  public Class<EmbedSettings> settings() {
    return EmbedSettings.class;
  }

  @Override
  public DatasetTransform create(EmbedSettings settings, Compute compute) {
    return new Embed(settings);
  }
}
