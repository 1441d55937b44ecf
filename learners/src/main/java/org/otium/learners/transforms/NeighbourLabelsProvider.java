package org.otium.learners.transforms;

import org.otium.api.Compute;
import org.otium.api.DatasetTransform;
import org.otium.spi.DatasetTransformProvider;

/** Provides {@code neighbour-labels}. */
public final class NeighbourLabelsProvider
    implements DatasetTransformProvider<NeighbourLabelsSettings> {
  /** Called by the service loader. */
  public NeighbourLabelsProvider() {}

  @Override
  public String name() {
    return "neighbour-labels";
  }

  @Override
  public String summary() {
    return "Labels samples by their nearest neighbours in a dataset of few labelled samples.";
  }

  @Override
  public Class<NeighbourLabelsSettings> settings() {
    return NeighbourLabelsSettings.class;
  }

  @Override
  public DatasetTransform create(NeighbourLabelsSettings settings, Compute compute) {
    return new NeighbourLabels(settings, compute);
  }
}
