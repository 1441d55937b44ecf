package org.otium.solvers.sinkhorn;

/** The arithmetic of a pass over the cost. Potentials and sums are always kept in double. */
public enum SinkhornPrecision {
  /** SIMD floats; marginal errors down to about 1e-6. */
  FLOAT32,
  /** Doubles, except for the cost itself; several times slower. */
  FLOAT64
}
