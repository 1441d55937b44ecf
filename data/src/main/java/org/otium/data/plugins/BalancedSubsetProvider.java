package org.otium.data.plugins;

import org.otium.api.Compute;
import org.otium.api.DatasetTransform;
import org.otium.data.transforms.BalancedSubset;
import org.otium.data.transforms.BalancedSubsetSettings;
import org.otium.spi.DatasetTransformProvider;

/** Provides {@link BalancedSubset}. */
public final class BalancedSubsetProvider
    implements DatasetTransformProvider<BalancedSubsetSettings> {
  @Override
  public String name() {
    return "balanced-subset";
  }

  @Override
  public String summary() {
    return "Draws a number of samples, equally many of each class.";
  }

  @Override
  public Class<BalancedSubsetSettings> settings() {
    return BalancedSubsetSettings.class;
  }

  @Override
  public DatasetTransform create(BalancedSubsetSettings settings, Compute compute) {
    return new BalancedSubset(settings);
  }
}
