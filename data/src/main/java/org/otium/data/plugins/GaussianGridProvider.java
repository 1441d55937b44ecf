package org.otium.data.plugins;

import org.otium.api.Compute;
import org.otium.api.DatasetSource;
import org.otium.data.synthetic.GaussianGridSettings;
import org.otium.data.synthetic.GaussianGridSource;
import org.otium.spi.DatasetSourceProvider;

/** Provides {@link GaussianGridSource}. */
public final class GaussianGridProvider implements DatasetSourceProvider<GaussianGridSettings> {
  @Override
  public String name() {
    return "gaussian-grid";
  }

  @Override
  public String summary() {
    return "Gaussians on a square grid in the plane, several of which may share a class.";
  }

  @Override
  public Class<GaussianGridSettings> settings() {
    return GaussianGridSettings.class;
  }

  @Override
  public DatasetSource create(GaussianGridSettings settings, Compute compute) {
    return new GaussianGridSource(settings);
  }
}
