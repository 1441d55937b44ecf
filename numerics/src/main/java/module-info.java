/**
 * Numerical kernels and parallel loops. Knows nothing about datasets.
 *
 * <p>SIMD kernels use the incubating Vector API where the program is started with it, and their
 * scalar twins where it is not.
 */
module otium.numerics {
  requires transitive otium.api;
  requires static jdk.incubator.vector;
  requires static org.jspecify;
  requires ojalgo;

  exports org.otium.numerics;

  provides org.otium.spi.LinearAlgebraProvider with
      org.otium.numerics.JavaLinearAlgebraProvider;
}
