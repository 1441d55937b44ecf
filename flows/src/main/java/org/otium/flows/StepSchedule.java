package org.otium.flows;

import org.otium.settings.Setting;

/**
 * How step sizes change along a flow: step t has the size τ·f(t).
 *
 * @param kind the form of f
 * @param rate of inverse time, f(t) = 1/(1 + rate·t), and exponential decay, f(t) = e^(−rate·t)
 * @param every of the staircase f(t) = factor^⌊t/every⌋, steps a stair
 * @param factor of the staircase, what each stair multiplies by
 * @param steps of the cosine, f(t) = floor + (1 − floor)·½(1 + cos(π·t/steps)), which stays at its
 *     floor afterwards
 * @param floor of the cosine, the share of τ that it ends with
 */
public record StepSchedule(
    @Setting(doc = "How the step size changes along the flow.", defaultValue = "constant")
        Kind kind,
    @Setting(
            doc = "Decay a step, of the kinds inverse-time and exponential.",
            defaultValue = "0.01",
            min = 0)
        double rate,
    @Setting(
            doc = "After how many steps the kind staircase goes down again.",
            defaultValue = "50",
            min = 1)
        int every,
    @Setting(
            doc = "What each stair of the kind staircase multiplies the step size by.",
            defaultValue = "0.5",
            min = 0,
            max = 1,
            exclusiveMin = true)
        double factor,
    @Setting(
            doc = "After how many steps the kind cosine has reached its floor.",
            defaultValue = "100",
            min = 1)
        int steps,
    @Setting(
            doc = "Share of the step size that the kind cosine ends with.",
            defaultValue = "0",
            min = 0,
            max = 1)
        double floor) {
  /** The form of a schedule. */
  public enum Kind {
    /** f = 1. */
    CONSTANT,
    /** f(t) = 1/(1 + rate·t), whose steps sum to infinity and their squares do not. */
    INVERSE_TIME,
    /** f(t) = e^(−rate·t). */
    EXPONENTIAL,
    /** f(t) = factor^⌊t/every⌋. */
    STAIRCASE,
    /** Half a cosine from 1 down to the floor. */
    COSINE
  }

  /**
   * The schedule that changes nothing.
   *
   * @return f = 1
   */
  public static StepSchedule constant() {
    return of(Kind.CONSTANT);
  }

  /**
   * A schedule with the defaults of its kind.
   *
   * @param kind the form of f
   * @return the schedule
   */
  public static StepSchedule of(Kind kind) {
    return new StepSchedule(kind, 0.01, 50, 0.5, 100, 0);
  }

  /**
   * What the step size is multiplied by.
   *
   * @param made how many steps were made before, t
   * @return f(t) in [0, 1]
   */
  public double at(long made) {
    return switch (kind) {
      case CONSTANT -> 1;
      case INVERSE_TIME -> 1 / (1 + rate * made);
      case EXPONENTIAL -> Math.exp(-rate * made);
      case STAIRCASE -> Math.pow(factor, (double) Math.floorDiv(made, every));
      case COSINE -> {
        double along = Math.min(1, (double) made / steps);
        yield floor + (1 - floor) * 0.5 * (1 + Math.cos(Math.PI * along));
      }
    };
  }
}
