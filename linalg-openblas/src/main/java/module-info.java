/** Linear algebra by OpenBLAS. */
module otium.linalg.openblas {
  requires transitive otium.api;
  requires otium.numerics;
  requires org.bytedeco.javacpp;
  requires org.bytedeco.openblas;
  requires static org.jspecify;

  exports org.otium.linalg.openblas;

  provides org.otium.spi.LinearAlgebraProvider with
      org.otium.linalg.openblas.OpenBlasProvider;
}
