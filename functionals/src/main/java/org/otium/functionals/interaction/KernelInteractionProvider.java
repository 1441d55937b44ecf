package org.otium.functionals.interaction;

import org.otium.api.Compute;
import org.otium.api.Functional;
import org.otium.spi.FunctionalProvider;

/** Provides {@code kernel-interaction}. */
public final class KernelInteractionProvider
    implements FunctionalProvider<KernelInteractionSettings> {
  /** Called by the service loader. */
  public KernelInteractionProvider() {}

  @Override
  public String name() {
    return "kernel-interaction";
  }

  @Override
  public String summary() {
    return "Interaction of all samples, or of some pairs of classes, through a Gaussian or Riesz kernel.";
  }

  @Override
  public Class<KernelInteractionSettings> settings() {
    return KernelInteractionSettings.class;
  }

  @Override
  public Functional create(KernelInteractionSettings settings, Compute compute) {
    return new KernelInteraction(settings, compute);
  }
}
