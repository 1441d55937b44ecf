package org.otium.data.plugins;

import org.otium.api.Compute;
import org.otium.api.DatasetSource;
import org.otium.data.synthetic.GaussianMixtureSettings;
import org.otium.data.synthetic.GaussianMixtureSource;
import org.otium.spi.DatasetSourceProvider;

/** Provides {@link GaussianMixtureSource}. */
public final class GaussianMixtureProvider
    implements DatasetSourceProvider<GaussianMixtureSettings> {
  @Override
  public String name() {
    return "gaussian-mixture";
  }

  @Override
  public String summary() {
    return "Gaussian classes around means on a sphere, in any dimension.";
  }

  @Override
  public Class<GaussianMixtureSettings> settings() {
    return GaussianMixtureSettings.class;
  }

  @Override
  public DatasetSource create(GaussianMixtureSettings settings, Compute compute) {
    return new GaussianMixtureSource(settings);
  }
}
