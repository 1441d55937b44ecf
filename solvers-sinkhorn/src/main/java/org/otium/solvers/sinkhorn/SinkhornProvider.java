package org.otium.solvers.sinkhorn;

import org.otium.api.Compute;
import org.otium.api.OtSolver;
import org.otium.spi.OtSolverProvider;

/** Provides the solver {@code sinkhorn}. */
public final class SinkhornProvider implements OtSolverProvider<SinkhornSettings> {
  /** For the service loader. */
  public SinkhornProvider() {}

  @Override
  public String name() {
    return "sinkhorn";
  }

  @Override
  public String summary() {
    return "Entropic optimal transport: log-domain Sinkhorn with epsilon scaling, to convergence.";
  }

  @Override
  public Class<SinkhornSettings> settings() {
    return SinkhornSettings.class;
  }

  @Override
  public OtSolver create(SinkhornSettings settings, Compute compute) {
    return new SinkhornSolver(settings, compute);
  }
}
