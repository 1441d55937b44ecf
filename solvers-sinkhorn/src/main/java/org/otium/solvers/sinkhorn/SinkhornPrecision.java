package org.otium.solvers.sinkhorn;

import org.otium.numerics.SoftmaxPass;

/** The arithmetic of a pass over the cost. Potentials and sums are always kept in double. */
public enum SinkhornPrecision {
  /** SIMD floats; marginal errors down to about 1e-6. */
  FLOAT32,
  /**
   * SIMD doubles, marginal errors down to about 1e-13. Costs are computed in double precision where
   * the cost knows its points, and widened elsewhere.
   */
  FLOAT64;

  SoftmaxPass.Precision ofPasses() {
    return this == FLOAT32 ? SoftmaxPass.Precision.FLOAT32 : SoftmaxPass.Precision.FLOAT64;
  }
}
