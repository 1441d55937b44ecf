package org.otium.learners.encoding;

import org.otium.api.Compute;
import org.otium.api.Encoder;
import org.otium.spi.EncoderProvider;

/** Provides {@code pca}. */
public final class PrincipalComponentsProvider
    implements EncoderProvider<PrincipalComponentsSettings> {
  /** Called by the service loader. */
  public PrincipalComponentsProvider() {}

  @Override
  public String name() {
    return "pca";
  }

  @Override
  public String summary() {
    return "The directions in which the samples vary most, optionally at equal variance.";
  }

  @Override
  public Class<PrincipalComponentsSettings> settings() {
    return PrincipalComponentsSettings.class;
  }

  @Override
  public Encoder create(PrincipalComponentsSettings settings, Compute compute) {
    return new PrincipalComponents(settings, compute);
  }
}
