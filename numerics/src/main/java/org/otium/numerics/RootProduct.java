package org.otium.numerics;

import org.jspecify.annotations.Nullable;
import org.otium.api.LinearAlgebra;
import org.otium.api.LinearAlgebra.Transpose;

/**
 * The product M = L₁L₂ᵀ of two roots, whose nuclear norm makes a distance and whose polar factor
 * makes its gradient. A distance is wanted of every pair, a gradient of those alone that mass is
 * coupled by, and the vectors of a decomposition take twice as long as its values: they wait until
 * they are asked for.
 */
final class RootProduct {
  /** Below this size vectors cost next to nothing. */
  private static final int VALUES_ALONE = 64;

  /**
   * Where less than this part of both traces is left between two Gaussians, the digits that roots
   * of eigenvalues lack would show.
   */
  private static final double CLOSE = 0.1;

  private final int rows;
  private final int columns;
  private final double scale;
  private double[] product;
  private @Nullable PolarDecomposition decomposition;

  private RootProduct(double[] product, int rows, int columns, double scale) {
    this.product = product;
    this.rows = rows;
    this.columns = columns;
    this.scale = scale;
  }

  /**
   * The product of two roots that both have rows.
   *
   * @param scale √(tr Σ₁·tr Σ₂), what singular values are small in comparison with
   */
  static RootProduct of(RootedGaussian g, RootedGaussian h, double scale, LinearAlgebra algebra) {
    int d = g.dimension();
    double[] product = new double[Math.multiplyExact(g.rows(), h.rows())];
    algebra.gemm(
        Transpose.NO,
        Transpose.YES,
        g.rows(),
        h.rows(),
        d,
        1.0,
        g.root(),
        0,
        d,
        h.root(),
        0,
        d,
        0.0,
        product,
        0,
        h.rows());
    return new RootProduct(product, g.rows(), h.rows(), scale);
  }

  /**
   * W₂² = ‖m₁ − m₂‖² + tr Σ₁ + tr Σ₂ − 2‖M‖_*.
   *
   * @param gap ‖m₁ − m₂‖²
   * @param traces tr Σ₁ + tr Σ₂
   */
  double squaredDistance(double gap, double traces, LinearAlgebra algebra) {
    if (Math.min(rows, columns) >= VALUES_ALONE) {
      double distance =
          gap + traces - 2 * PolarDecomposition.nuclearNorm(product, rows, columns, algebra);
      if (distance > CLOSE * traces) {
        return distance;
      }
    }
    return Math.max(0, gap + traces - 2 * decomposed(algebra).nuclearNorm());
  }

  /** Decomposes the product, once; the product itself is given up for it. */
  synchronized PolarDecomposition decomposed(LinearAlgebra algebra) {
    PolarDecomposition known = decomposition;
    if (known == null) {
      known = PolarDecomposition.of(product, rows, columns, scale, algebra);
      decomposition = known;
      product = new double[0];
    }
    return known;
  }
}
