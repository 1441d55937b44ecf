import org.otium.solvers.sinkhorn.SinkhornProvider;
import org.otium.spi.OtSolverProvider;

/** Entropic optimal transport solvers. */
module otium.solvers.sinkhorn {
  requires transitive otium.api;
  requires otium.numerics;
  requires static org.jspecify;

  exports org.otium.solvers.sinkhorn;

  provides OtSolverProvider with
      SinkhornProvider;
}
