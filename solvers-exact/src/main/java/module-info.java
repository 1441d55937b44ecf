/** Exact optimal transport solvers. */
module otium.solvers.exact {
  requires transitive otium.api;
  requires otium.numerics;
  requires static org.jspecify;
}
