package org.otium.functionals.interaction;

/** W as a function k(‖x − x'‖²) of the squared distance. */
sealed interface RadialKernel {
  /** k(s). */
  double value(double squared);

  /**
   * 2k'(s), so that ∇_x W = slope·(x − x'). Zero at s = 0, where x − x' is zero too: a subgradient
   * where k has a kink.
   *
   * @param squared s
   * @param value k(s)
   */
  double slope(double squared, double value);

  /** exp(−r/ℓ). */
  record Exponential(double length) implements RadialKernel {
    @Override
    public double value(double squared) {
      return Math.exp(-Math.sqrt(squared) / length);
    }

    @Override
    public double slope(double squared, double value) {
      return squared == 0 ? 0 : -value / (length * Math.sqrt(squared));
    }
  }

  /** exp(−r²/(2σ²)). */
  record Gaussian(double bandwidth) implements RadialKernel {
    @Override
    public double value(double squared) {
      return Math.exp(-squared / (2 * bandwidth * bandwidth));
    }

    @Override
    public double slope(double squared, double value) {
      return -value / (bandwidth * bandwidth);
    }
  }

  /** −r^p, 0 &lt; p ≤ 2. */
  record Riesz(double exponent) implements RadialKernel {
    @Override
    public double value(double squared) {
      return exponent == 1 ? -Math.sqrt(squared) : -Math.pow(squared, exponent / 2);
    }

    @Override
    public double slope(double squared, double value) {
      return squared == 0 ? 0 : exponent * value / squared;
    }
  }
}
