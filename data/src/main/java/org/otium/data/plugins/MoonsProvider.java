package org.otium.data.plugins;

import org.otium.api.Compute;
import org.otium.api.DatasetSource;
import org.otium.data.synthetic.MoonsSettings;
import org.otium.data.synthetic.MoonsSource;
import org.otium.spi.DatasetSourceProvider;

/** Provides {@link MoonsSource}. */
public final class MoonsProvider implements DatasetSourceProvider<MoonsSettings> {
  @Override
  public String name() {
    return "moons";
  }

  @Override
  public String summary() {
    return "Two half circles in the plane that reach into each other.";
  }

  @Override
  public Class<MoonsSettings> settings() {
    return MoonsSettings.class;
  }

  @Override
  public DatasetSource create(MoonsSettings settings, Compute compute) {
    return new MoonsSource(settings);
  }
}
