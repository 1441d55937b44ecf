package org.otium.functionals;

import org.otium.api.Compute;
import org.otium.api.LabelDistance;
import org.otium.spi.LabelDistanceProvider;

/** Provides {@code sliced}. */
public final class SlicedLabelDistanceProvider
    implements LabelDistanceProvider<SlicedLabelDistanceSettings> {
  /** Called by the service loader. */
  public SlicedLabelDistanceProvider() {}

  @Override
  public String name() {
    return "sliced";
  }

  @Override
  public String summary() {
    return "The distance of the means plus a sliced Wasserstein distance: fast for large classes.";
  }

  @Override
  public Class<SlicedLabelDistanceSettings> settings() {
    return SlicedLabelDistanceSettings.class;
  }

  @Override
  public LabelDistance create(SlicedLabelDistanceSettings settings, Compute compute) {
    return new SlicedLabelDistance(settings, compute);
  }
}
