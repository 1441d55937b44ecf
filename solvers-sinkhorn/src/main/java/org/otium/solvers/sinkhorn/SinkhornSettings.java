package org.otium.solvers.sinkhorn;

import java.util.Optional;
import org.otium.api.Epsilon;
import org.otium.api.InvalidInputException;
import org.otium.settings.Setting;

/**
 * How Sinkhorn's algorithm runs.
 *
 * @param epsilon strength of the regularisation, at least 1e-9 and at most 1e7 times the largest
 *     cost (an absolute one up to 1e20 whatever the costs are, to 1e-15 of itself in the value)
 * @param tolerance marginal error Σ|π1 − a| + Σ|πᵀ1 − b| at which it stops, per unit of mass
 * @param maxIterations passes over the cost after which it stops in any case
 * @param scaling factor between one ε and the next while ε is lowered
 * @param acceleration what is done where plain updates are slow
 * @param strict whether not converging is an error
 * @param precision arithmetic of a pass
 * @param marginalPenalty ρ of the penalties ρ KL(π1 | a) + ρ KL(πᵀ1 | b) that take the place of the
 *     marginal constraints, in cost units; empty for balanced transport
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
            doc = "Factor by which epsilon falls, from a sixteenth of the range of the cost",
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
            doc =
                "Arithmetic: float32, or float64 for tolerances below 1e-6, cost included (takes"
                    + " eight more bytes a pair, or computes costs in every pass)",
            defaultValue = "float32")
        SinkhornPrecision precision,
    @Setting(
            doc =
                "Unbalanced transport: cost of a unit of KL divergence of each marginal, in cost"
                    + " units; empty for balanced",
            defaultValue = "",
            min = 0,
            exclusiveMin = true)
        Optional<Double> marginalPenalty) {
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
    if (marginalPenalty.isPresent()
        && !(marginalPenalty.get() > 0 && Double.isFinite(marginalPenalty.get()))) {
      throw new InvalidInputException(
          "a marginal penalty of " + marginalPenalty.get(),
          "The penalty must be positive and finite; leave it out for balanced transport.");
    }
  }

  /**
   * Balanced transport.
   *
   * @param epsilon strength of the regularisation
   * @param tolerance marginal error at which it stops, per unit of mass
   * @param maxIterations passes over the cost after which it stops in any case
   * @param scaling factor between one ε and the next while ε is lowered
   * @param acceleration what is done where plain updates are slow
   * @param strict whether not converging is an error
   * @param precision arithmetic of a pass
   */
  public SinkhornSettings(
      Epsilon epsilon,
      double tolerance,
      int maxIterations,
      double scaling,
      SinkhornAcceleration acceleration,
      boolean strict,
      SinkhornPrecision precision) {
    this(
        epsilon,
        tolerance,
        maxIterations,
        scaling,
        acceleration,
        strict,
        precision,
        Optional.empty());
  }

  /**
   * The defaults at a given ε.
   *
   * @param epsilon strength of the regularisation
   * @return tolerance 1e-5, 10000 iterations, scaling 0.25, Newton steps, not strict, float32,
   *     balanced
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
        other, tolerance, maxIterations, scaling, acceleration, strict, precision, marginalPenalty);
  }

  /**
   * The same settings with another tolerance.
   *
   * @param other marginal error at which to stop
   * @return new settings
   */
  public SinkhornSettings withTolerance(double other) {
    return new SinkhornSettings(
        epsilon, other, maxIterations, scaling, acceleration, strict, precision, marginalPenalty);
  }

  /**
   * The same settings with another limit of iterations.
   *
   * @param other passes over the cost
   * @return new settings
   */
  public SinkhornSettings withMaxIterations(int other) {
    return new SinkhornSettings(
        epsilon, tolerance, other, scaling, acceleration, strict, precision, marginalPenalty);
  }

  /**
   * The same settings, strict or not.
   *
   * @param other whether not converging is an error
   * @return new settings
   */
  public SinkhornSettings withStrict(boolean other) {
    return new SinkhornSettings(
        epsilon,
        tolerance,
        maxIterations,
        scaling,
        acceleration,
        other,
        precision,
        marginalPenalty);
  }

  /**
   * The same settings in another arithmetic.
   *
   * @param other arithmetic of a pass
   * @return new settings
   */
  public SinkhornSettings withPrecision(SinkhornPrecision other) {
    return new SinkhornSettings(
        epsilon, tolerance, maxIterations, scaling, acceleration, strict, other, marginalPenalty);
  }

  /**
   * The same settings for unbalanced transport.
   *
   * @param penalty ρ in cost units, positive
   * @return new settings
   */
  public SinkhornSettings withMarginalPenalty(double penalty) {
    return new SinkhornSettings(
        epsilon,
        tolerance,
        maxIterations,
        scaling,
        acceleration,
        strict,
        precision,
        Optional.of(penalty));
  }
}
