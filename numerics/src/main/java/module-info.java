/** Numerical kernels: log-sum-exp, cost tiles, sorting and small matrix problems. */
module otium.numerics {
  requires transitive otium.api;
  requires jdk.incubator.vector;
  requires static org.jspecify;

  exports org.otium.numerics;
}
