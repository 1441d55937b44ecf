package org.otium.data.plugins;

import org.otium.api.Compute;
import org.otium.api.DatasetFormat;
import org.otium.data.idx.IdxFormat;
import org.otium.data.idx.IdxSettings;
import org.otium.spi.DatasetFormatProvider;

/** Provides {@link IdxFormat}. */
public final class IdxProvider implements DatasetFormatProvider<IdxSettings> {
  @Override
  public String name() {
    return "idx";
  }

  @Override
  public String summary() {
    return "Pairs of IDX files, as MNIST is published: images and labels, plain or gzip.";
  }

  @Override
  public Class<IdxSettings> settings() {
    return IdxSettings.class;
  }

  @Override
  public DatasetFormat create(IdxSettings settings, Compute compute) {
    return new IdxFormat(settings);
  }
}
