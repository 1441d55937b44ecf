package org.otium.interpolation;

import org.otium.api.Compute;
import org.otium.api.Interpolation;
import org.otium.spi.InterpolationProvider;

/** Provides {@code mixup}. */
public final class MixupProvider implements InterpolationProvider<MixupSettings> {
  /** Called by the service loader. */
  public MixupProvider() {}

  @Override
  public String name() {
    return "mixup";
  }

  @Override
  public String summary() {
    return "Random couplings instead of optimal ones: a baseline (GG section 5).";
  }

  @Override
  public Class<MixupSettings> settings() {
    return MixupSettings.class;
  }

  @Override
  public Interpolation create(MixupSettings settings, Compute compute) {
    return new Mixup(settings);
  }
}
