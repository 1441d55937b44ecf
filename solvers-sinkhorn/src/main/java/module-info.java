/** Optimal transport solvers that approximate: entropic, and minibatch around any solver. */
module otium.solvers.sinkhorn {
  requires transitive otium.api;
  requires otium.numerics;
  requires static org.jspecify;

  exports org.otium.solvers.minibatch;
  exports org.otium.solvers.sinkhorn;

  provides org.otium.spi.OtSolverProvider with
      org.otium.solvers.sinkhorn.SinkhornProvider,
      org.otium.solvers.minibatch.MinibatchProvider;
}
