package org.otium.data.plugins;

import org.otium.api.Compute;
import org.otium.api.DatasetTransform;
import org.otium.data.transforms.Standardize;
import org.otium.data.transforms.StandardizeSettings;
import org.otium.spi.DatasetTransformProvider;

/** Provides {@link Standardize}. */
public final class StandardizeProvider implements DatasetTransformProvider<StandardizeSettings> {
  @Override
  public String name() {
    return "standardize";
  }

  @Override
  public String summary() {
    return "Centres each feature and divides it by its standard deviation.";
  }

  @Override
  public Class<StandardizeSettings> settings() {
    return StandardizeSettings.class;
  }

  @Override
  public DatasetTransform create(StandardizeSettings settings, Compute compute) {
    return new Standardize(settings);
  }
}
