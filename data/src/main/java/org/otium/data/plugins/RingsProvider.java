package org.otium.data.plugins;

import org.otium.api.Compute;
import org.otium.api.DatasetSource;
import org.otium.data.synthetic.RingsSettings;
import org.otium.data.synthetic.RingsSource;
import org.otium.spi.DatasetSourceProvider;

/** Provides {@link RingsSource}. */
public final class RingsProvider implements DatasetSourceProvider<RingsSettings> {
  @Override
  public String name() {
    return "rings";
  }

  @Override
  public String summary() {
    return "Rings in the plane, one a class, and the heap that a flow to them starts from.";
  }

  @Override
  public Class<RingsSettings> settings() {
    return RingsSettings.class;
  }

  @Override
  public DatasetSource create(RingsSettings settings, Compute compute) {
    return new RingsSource(settings);
  }
}
