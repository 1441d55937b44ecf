package org.otium.learners.classification;

import org.otium.api.Classifier;
import org.otium.api.Compute;
import org.otium.spi.ClassifierProvider;

/** Provides {@code linear-probe}. */
public final class LinearProbeProvider implements ClassifierProvider<LinearProbeSettings> {
  /** Called by the service loader. */
  public LinearProbeProvider() {}

  @Override
  public String name() {
    return "linear-probe";
  }

  @Override
  public String summary() {
    return "Softmax regression on standardised features, fitted to the optimum of its loss.";
  }

  @Override
  public Class<LinearProbeSettings> settings() {
    return LinearProbeSettings.class;
  }

  @Override
  public Classifier create(LinearProbeSettings settings, Compute compute) {
    return new LinearProbe(settings, compute);
  }
}
