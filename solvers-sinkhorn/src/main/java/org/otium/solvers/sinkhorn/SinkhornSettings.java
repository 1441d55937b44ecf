package org.otium.solvers.sinkhorn;

import org.otium.api.Epsilon;
import org.otium.api.InvalidInputException;
import org.otium.settings.Setting;

/**
 * How Sinkhorn's algorithm runs.
 *
 * @param epsilon strength of the regularisation
 * @param tolerance marginal error Σ|π1 − a| + Σ|πᵀ1 − b| at which it stops, per unit of mass
 * @param maxIterations passes over the cost after which it stops in any case
 * @param scaling factor between one ε and the next while ε is lowered
 * @param acceleration what is done where plain updates are slow
 * @param strict whether not converging is an error
 * @param precision arithmetic of a pass
 */
public record SinkhornSettings(
    @Setting(
            doc = "Regularisation: cost units, '0.01 * max cost', '0.1 * mean cost' or 'blur 0.05'",
            defaultValue = "0.01 * max cost")
        Epsilon epsilon,
    @Setting(
            doc = "Stop when the L1 error of both marginals, per unit of mass, is at most this",
            defaultValue = "1e-5",
            min = 0,
            exclusiveMin = true,
            max = 1)
        double tolerance,
    @Setting(
            doc = "Stop after this many iterations (passes over the cost) in any case",
            defaultValue = "10000",
            min = 1)
        int maxIterations,
    @Setting(
            doc = "Factor by which epsilon falls from the range of the cost to its end value",
            defaultValue = "0.25",
            min = 0.001,
            max = 0.99)
        double scaling,
    @Setting(
            doc = "What to do where plain updates are slow: newton, over-relaxation or none",
            defaultValue = "newton")
        SinkhornAcceleration acceleration,
    @Setting(doc = "Whether not converging is an error", defaultValue = "false") boolean strict,
    @Setting(
            doc = "Arithmetic of a pass: float32 (SIMD), or float64 for tolerances below 1e-6",
            defaultValue = "float32")
        SinkhornPrecision precision) {
  /** Checks the numbers. */
  public SinkhornSettings {
    if (!(tolerance > 0 && tolerance <= 1)) {
      throw new InvalidInputException(
          "tolerance " + tolerance, "The tolerance must lie in (0, 1], for instance 1e-5.");
    }
    if (maxIterations < 1) {
      throw new InvalidInputException(
          maxIterations + " iterations", "Allow at least one iteration.");
    }
    if (!(scaling >= 0.001 && scaling <= 0.99)) {
      throw new InvalidInputException(
          "scaling " + scaling, "The scaling must lie in [0.001, 0.99], for instance 0.25.");
    }
  }

  /**
   * The defaults at a given ε.
   *
   * @param epsilon strength of the regularisation
   * @return tolerance 1e-5, 10000 iterations, scaling 0.25, Newton steps, not strict, float32
   */
  public static SinkhornSettings of(Epsilon epsilon) {
    return new SinkhornSettings(
        epsilon, 1e-5, 10_000, 0.25, SinkhornAcceleration.NEWTON, false, SinkhornPrecision.FLOAT32);
  }

  /**
   * The same settings at another ε.
   *
   * @param other strength of the regularisation
   * @return new settings
   */
  public SinkhornSettings withEpsilon(Epsilon other) {
    return new SinkhornSettings(
        other, tolerance, maxIterations, scaling, acceleration, strict, precision);
  }

  /**
   * The same settings with another tolerance.
   *
   * @param other marginal error at which to stop
   * @return new settings
   */
  public SinkhornSettings withTolerance(double other) {
    return new SinkhornSettings(
        epsilon, other, maxIterations, scaling, acceleration, strict, precision);
  }

  /**
   * The same settings with another limit of iterations.
   *
   * @param other passes over the cost
   * @return new settings
   */
  public SinkhornSettings withMaxIterations(int other) {
    return new SinkhornSettings(
        epsilon, tolerance, other, scaling, acceleration, strict, precision);
  }

  /**
   * The same settings, strict or not.
   *
   * @param other whether not converging is an error
   * @return new settings
   */
  public SinkhornSettings withStrict(boolean other) {
    return new SinkhornSettings(
        epsilon, tolerance, maxIterations, scaling, acceleration, other, precision);
  }

  /**
   * The same settings in another arithmetic.
   *
   * @param other arithmetic of a pass
   * @return new settings
   */
  public SinkhornSettings withPrecision(SinkhornPrecision other) {
    return new SinkhornSettings(
        epsilon, tolerance, maxIterations, scaling, acceleration, strict, other);
  }
}
