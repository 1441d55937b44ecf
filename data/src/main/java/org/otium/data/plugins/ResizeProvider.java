package org.otium.data.plugins;

import org.otium.api.Compute;
import org.otium.api.DatasetTransform;
import org.otium.data.transforms.Resize;
import org.otium.data.transforms.ResizeSettings;
import org.otium.spi.DatasetTransformProvider;

/** Provides {@link Resize}. */
public final class ResizeProvider implements DatasetTransformProvider<ResizeSettings> {
  @Override
  public String name() {
    return "resize";
  }

  @Override
  public String summary() {
    return "Brings images to another size or number of channels.";
  }

  @Override
  public Class<ResizeSettings> settings() {
    return ResizeSettings.class;
  }

  @Override
  public DatasetTransform create(ResizeSettings settings, Compute compute) {
    return new Resize(settings);
  }
}
