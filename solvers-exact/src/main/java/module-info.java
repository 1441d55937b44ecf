/**
 * Exact optimal transport: the network simplex, the assignment problem, and the closed form on the
 * line.
 *
 * @provides org.otium.spi.OtSolverProvider {@code exact}
 */
module otium.solvers.exact {
  requires transitive otium.api;
  requires otium.numerics;
  requires static org.jspecify;

  exports org.otium.solvers.exact;

  provides org.otium.spi.OtSolverProvider with
      org.otium.solvers.exact.ExactSolverProvider;
}
