package org.otium.learners.encoding;

import org.otium.api.Compute;
import org.otium.api.Encoder;
import org.otium.spi.EncoderProvider;

/** Provides {@code identity}. */
public final class IdentityEncoderProvider implements EncoderProvider<IdentityEncoderSettings> {
  /** Called by the service loader. */
  public IdentityEncoderProvider() {}

  @Override
  public String name() {
    return "identity";
  }

  @Override
  public String summary() {
    return "Leaves the features as they are.";
  }

  @Override
  public Class<IdentityEncoderSettings> settings() {
    return IdentityEncoderSettings.class;
  }

  @Override
  public Encoder create(IdentityEncoderSettings settings, Compute compute) {
    return new IdentityEncoder();
  }
}
