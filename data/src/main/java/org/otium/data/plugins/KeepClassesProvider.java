package org.otium.data.plugins;

import org.otium.api.Compute;
import org.otium.api.DatasetTransform;
import org.otium.data.transforms.KeepClasses;
import org.otium.data.transforms.KeepClassesSettings;
import org.otium.spi.DatasetTransformProvider;

/** Provides {@link KeepClasses}. */
public final class KeepClassesProvider implements DatasetTransformProvider<KeepClassesSettings> {
  @Override
  public String name() {
    return "keep-classes";
  }

  @Override
  public String summary() {
    return "Keeps the samples of some classes, which keep their ids.";
  }

  @Override
  public Class<KeepClassesSettings> settings() {
    return KeepClassesSettings.class;
  }

  @Override
  public DatasetTransform create(KeepClassesSettings settings, Compute compute) {
    return new KeepClasses(settings);
  }
}
