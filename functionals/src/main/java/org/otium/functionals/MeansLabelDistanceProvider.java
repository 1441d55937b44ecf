package org.otium.functionals;

import org.otium.api.Compute;
import org.otium.api.LabelDistance;
import org.otium.spi.LabelDistanceProvider;

/** Provides {@code means}. */
public final class MeansLabelDistanceProvider
    implements LabelDistanceProvider<MeansLabelDistanceSettings> {
  /** Called by the service loader. */
  public MeansLabelDistanceProvider() {}

  @Override
  public String name() {
    return "means";
  }

  @Override
  public String summary() {
    return "The squared distance between class means: the cheapest, and a lower bound of the others.";
  }

  @Override
  public Class<MeansLabelDistanceSettings> settings() {
    return MeansLabelDistanceSettings.class;
  }

  @Override
  public LabelDistance create(MeansLabelDistanceSettings settings, Compute compute) {
    return new MeansLabelDistance(compute);
  }
}
