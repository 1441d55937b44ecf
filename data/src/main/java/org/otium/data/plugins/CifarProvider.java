package org.otium.data.plugins;

import org.otium.api.Compute;
import org.otium.api.DatasetFormat;
import org.otium.data.cifar.CifarFormat;
import org.otium.data.cifar.CifarSettings;
import org.otium.spi.DatasetFormatProvider;

/** Provides {@link CifarFormat}. */
public final class CifarProvider implements DatasetFormatProvider<CifarSettings> {
  @Override
  public String name() {
    return "cifar";
  }

  @Override
  public String summary() {
    return "The binary files of CIFAR-10 and CIFAR-100, one or a folder of them.";
  }

  @Override
  public Class<CifarSettings> settings() {
    return CifarSettings.class;
  }

  @Override
  public DatasetFormat create(CifarSettings settings, Compute compute) {
    return new CifarFormat(settings);
  }
}
