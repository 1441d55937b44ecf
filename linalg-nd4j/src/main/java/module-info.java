/**
 * Linear algebra by ND4J, a plugin in a folder of its own.
 *
 * <p>ND4J's jars cannot be modules, so they lie in {@code cp/} beside this module and form the
 * class path that the loader of its layer has as parent. The module reads that class path from the
 * moment it is first used.
 */
module otium.linalg.nd4j {
  requires transitive otium.api;
  requires otium.numerics;
  requires static org.jspecify;

  exports org.otium.linalg.nd4j;

  provides org.otium.spi.LinearAlgebraProvider with
      org.otium.linalg.nd4j.Nd4jProvider;
}
