/** Numerical kernels: log-sum-exp, cost tiles, sorting and small matrix problems. */
module otium.numerics {
  requires transitive otium.api;
  requires jdk.incubator.vector;
  requires ojalgo;
  requires static org.jspecify;

  exports org.otium.numerics;

  provides org.otium.spi.LinearAlgebraProvider with
      org.otium.numerics.JavaLinearAlgebraProvider;
}
