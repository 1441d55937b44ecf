/** Particle dynamics and optimizers for gradient flows of datasets. */
module otium.flows {
  requires transitive otium.api;
  requires otium.numerics;
  requires static org.jspecify;
}
