/** Entropic optimal transport solvers. */
module otium.solvers.sinkhorn {
  requires transitive otium.api;
  requires otium.numerics;
  requires static org.jspecify;
}
