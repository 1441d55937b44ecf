package org.otium.solvers.minibatch;

import org.otium.api.Compute;
import org.otium.api.OtSolver;
import org.otium.spi.OtSolverProvider;

/** Provides the solver {@code minibatch}. */
public final class MinibatchProvider implements OtSolverProvider<MinibatchSettings> {
  /** For the service loader. */
  public MinibatchProvider() {}

  @Override
  public String name() {
    return "minibatch";
  }

  @Override
  public String summary() {
    return "Optimal transport between random blocks of the points, for very many points.";
  }

  @Override
  public Class<MinibatchSettings> settings() {
    return MinibatchSettings.class;
  }

  @Override
  public OtSolver create(MinibatchSettings settings, Compute compute) {
    return new MinibatchSolver(settings, compute);
  }
}
