package org.otium.data.plugins;

import org.otium.api.Compute;
import org.otium.api.DatasetFormat;
import org.otium.data.csv.CsvFormat;
import org.otium.data.csv.CsvSettings;
import org.otium.spi.DatasetFormatProvider;

/** Provides {@link CsvFormat}. */
public final class CsvProvider implements DatasetFormatProvider<CsvSettings> {
  @Override
  public String name() {
    return "csv";
  }

  @Override
  public String summary() {
    return "Tables of comma-, semicolon- or tab-separated values with a column of labels.";
  }

  @Override
  public Class<CsvSettings> settings() {
    return CsvSettings.class;
  }

  @Override
  public DatasetFormat create(CsvSettings settings, Compute compute) {
    return new CsvFormat(settings);
  }
}
