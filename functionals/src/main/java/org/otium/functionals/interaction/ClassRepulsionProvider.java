package org.otium.functionals.interaction;

import org.otium.api.Compute;
import org.otium.api.Functional;
import org.otium.spi.FunctionalProvider;

/** Provides {@code class-repulsion}. */
public final class ClassRepulsionProvider implements FunctionalProvider<ClassRepulsionSettings> {
  /** Called by the service loader. */
  public ClassRepulsionProvider() {}

  @Override
  public String name() {
    return "class-repulsion";
  }

  @Override
  public String summary() {
    return "Drives samples of different classes apart where they are close (DD §5).";
  }

  @Override
  public Class<ClassRepulsionSettings> settings() {
    return ClassRepulsionSettings.class;
  }

  @Override
  public Functional create(ClassRepulsionSettings settings, Compute compute) {
    return new ClassRepulsion(settings, compute);
  }
}
