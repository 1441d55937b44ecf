package org.otium.functionals.interaction;

import org.otium.api.Compute;
import org.otium.api.Functional;
import org.otium.spi.FunctionalProvider;

/** Provides {@code class-spread}. */
public final class ClassSpreadProvider implements FunctionalProvider<ClassSpreadSettings> {
  /** Called by the service loader. */
  public ClassSpreadProvider() {}

  @Override
  public String name() {
    return "class-spread";
  }

  @Override
  public String summary() {
    return "Drives classes apart without bound: minus the squared distance of their samples (DD fig. 8).";
  }

  @Override
  public Class<ClassSpreadSettings> settings() {
    return ClassSpreadSettings.class;
  }

  @Override
  public Functional create(ClassSpreadSettings settings, Compute compute) {
    return new ClassSpread();
  }
}
