package org.otium.data.plugins;

import org.otium.api.Compute;
import org.otium.api.DatasetFormat;
import org.otium.data.npz.NpzFormat;
import org.otium.data.npz.NpzSettings;
import org.otium.spi.DatasetFormatProvider;

/** Provides {@link NpzFormat}. */
public final class NpzProvider implements DatasetFormatProvider<NpzSettings> {
  @Override
  public String name() {
    return "npz";
  }

  @Override
  public String summary() {
    return "Named arrays of numpy: features, labels or soft labels, weights, class names; lossless.";
  }

  @Override
  public Class<NpzSettings> settings() {
    return NpzSettings.class;
  }

  @Override
  public DatasetFormat create(NpzSettings settings, Compute compute) {
    return new NpzFormat(settings);
  }
}
