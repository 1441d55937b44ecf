/** Functionals on measures, and kernels between measures. */
module otium.functionals {
  requires transitive otium.api;
  requires otium.numerics;
  requires static org.jspecify;
}
