package org.otium.solvers.exact;

import org.otium.api.Compute;
import org.otium.api.OtSolver;
import org.otium.spi.OtSolverProvider;

/** Provides {@code exact}. */
public final class ExactSolverProvider implements OtSolverProvider<ExactSettings> {
  /** Called by the service loader. */
  public ExactSolverProvider() {}

  @Override
  public String name() {
    return "exact";
  }

  @Override
  public String summary() {
    return "Exact optimal transport by network simplex or assignment; sparse plans, certified duals.";
  }

  @Override
  public Class<ExactSettings> settings() {
    return ExactSettings.class;
  }

  @Override
  public OtSolver create(ExactSettings settings, Compute compute) {
    return new ExactSolver(settings, compute);
  }
}
