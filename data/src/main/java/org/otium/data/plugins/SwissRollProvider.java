package org.otium.data.plugins;

import org.otium.api.Compute;
import org.otium.api.DatasetSource;
import org.otium.data.synthetic.SwissRollSettings;
import org.otium.data.synthetic.SwissRollSource;
import org.otium.spi.DatasetSourceProvider;

/** Provides {@link SwissRollSource}. */
public final class SwissRollProvider implements DatasetSourceProvider<SwissRollSettings> {
  @Override
  public String name() {
    return "swiss-roll";
  }

  @Override
  public String summary() {
    return "A rolled-up sheet in space, its classes one after the other along the roll.";
  }

  @Override
  public Class<SwissRollSettings> settings() {
    return SwissRollSettings.class;
  }

  @Override
  public DatasetSource create(SwissRollSettings settings, Compute compute) {
    return new SwissRollSource(settings);
  }
}
