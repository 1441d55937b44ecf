package org.otium.flows;

import org.otium.api.Compute;
import org.otium.api.Optimizer;
import org.otium.spi.OptimizerProvider;

/** Provides {@code backtracking}. */
public final class BacktrackingProvider implements OptimizerProvider<BacktrackingSettings> {
  /** Called by the service loader. */
  public BacktrackingProvider() {}

  @Override
  public String name() {
    return "backtracking";
  }

  @Override
  public String summary() {
    return "Gradient descent that finds its own step size by trial: every step lowers the functional.";
  }

  @Override
  public Class<BacktrackingSettings> settings() {
    return BacktrackingSettings.class;
  }

  @Override
  public Optimizer create(BacktrackingSettings settings, Compute compute) {
    return new Backtracking(settings);
  }
}
