package org.otium.functionals.wow;

import org.otium.api.InvalidInputException;

/**
 * A kernel as a function of a distance: k(s), where s is a squared distance, or the distance itself
 * for {@link Laplace}.
 */
sealed interface KernelProfile {
  /** k(s), finite for s ≥ 0. */
  double value(double s);

  /** k'(s), finite for s ≥ 0. */
  double slope(double s);

  /** exp(−s/2h), of a squared distance. */
  record Gaussian(double bandwidth) implements KernelProfile {
    public Gaussian {
      requirePositive("bandwidth", bandwidth);
    }

    @Override
    public double value(double s) {
      return Math.exp(-s / (2 * bandwidth));
    }

    @Override
    public double slope(double s) {
      return -value(s) / (2 * bandwidth);
    }
  }

  /** exp(−s/h), of a distance. */
  record Laplace(double bandwidth) implements KernelProfile {
    public Laplace {
      requirePositive("bandwidth", bandwidth);
    }

    @Override
    public double value(double s) {
      return Math.exp(-s / bandwidth);
    }

    @Override
    public double slope(double s) {
      return -value(s) / bandwidth;
    }
  }

  /** (h + s)^−½, of a squared distance. */
  record InverseMultiquadric(double bandwidth) implements KernelProfile {
    public InverseMultiquadric {
      requirePositive("bandwidth", bandwidth);
    }

    @Override
    public double value(double s) {
      return 1 / Math.sqrt(bandwidth + s);
    }

    @Override
    public double slope(double s) {
      return -0.5 * value(s) / (bandwidth + s);
    }
  }

  /**
   * −s·(s + δ²)^(r/2 − 1), of a squared distance: −s^(r/2) but for a relative error of δ²/s, and
   * with a slope at s = 0. As a function of s it is the negative of a Bernstein function, as
   * s^(r/2) is, so that the kernel stays conditionally positive definite.
   */
  record Riesz(double exponent, double smoothing) implements KernelProfile {
    public Riesz {
      requirePositive("smoothing", smoothing);
      if (!(exponent > 0 && exponent <= 2)) {
        throw new InvalidInputException(
            "the exponent of a Riesz kernel is " + exponent, "Give one in (0, 2].");
      }
    }

    @Override
    public double value(double s) {
      double t = s + smoothing * smoothing;
      return exponent == 1 ? -s / Math.sqrt(t) : -s * Math.pow(t, exponent / 2 - 1);
    }

    @Override
    public double slope(double s) {
      double t = s + smoothing * smoothing;
      double power = exponent == 1 ? 1 / (t * Math.sqrt(t)) : Math.pow(t, exponent / 2 - 2);
      return -power * (smoothing * smoothing + exponent / 2 * s);
    }
  }

  private static void requirePositive(String what, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new InvalidInputException(
          "the " + what + " of a kernel is " + value, "Give a positive number.");
    }
  }
}
