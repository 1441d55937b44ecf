package org.otium.learners.transforms;

import org.otium.api.Compute;
import org.otium.api.DatasetTransform;
import org.otium.spi.DatasetTransformProvider;

/** Provides {@code pseudo-labels}. */
public final class PseudoLabelsProvider implements DatasetTransformProvider<PseudoLabelsSettings> {
  /** Called by the service loader. */
  public PseudoLabelsProvider() {}

  @Override
  public String name() {
    return "pseudo-labels";
  }

  @Override
  public String summary() {
    return "Labels samples by the cluster that they belong to; the labels they have are not looked at.";
  }

  @Override
  public Class<PseudoLabelsSettings> settings() {
    return PseudoLabelsSettings.class;
  }

  @Override
  public DatasetTransform create(PseudoLabelsSettings settings, Compute compute) {
    return new PseudoLabels(settings, compute);
  }
}
