package org.otium.data.plugins;

import org.otium.api.Compute;
import org.otium.api.DatasetFormat;
import org.otium.data.parquet.ParquetFormat;
import org.otium.data.parquet.ParquetSettings;
import org.otium.spi.DatasetFormatProvider;

/** Provides {@link ParquetFormat}. */
public final class ParquetProvider implements DatasetFormatProvider<ParquetSettings> {
  @Override
  public String name() {
    return "parquet";
  }

  @Override
  public String summary() {
    return "Parquet files, alone or as shards in a folder: vectors, columns of numbers, or pictures"
        + " as Hugging Face publishes them.";
  }

  @Override
  public Class<ParquetSettings> settings() {
    return ParquetSettings.class;
  }

  @Override
  public DatasetFormat create(ParquetSettings settings, Compute compute) {
    return new ParquetFormat(settings);
  }
}
