package org.otium.solvers.sinkhorn;

/**
 * Notices that an error has come down to rounding: it is small, and the least so far hardly fell
 * during many iterations.
 */
final class Stagnation {
  private static final int WINDOW = 100;

  /** What the least error has to fall to in a window; one that falls slower takes thousands. */
  private static final double FALL = 0.98;

  private static final double NEAR_ROUNDING_OF_FLOATS = 3e-6;
  private static final double NEAR_ROUNDING_OF_DOUBLES = 1e-11;

  private final double nearRounding;
  private double least = Double.POSITIVE_INFINITY;
  private double before = Double.POSITIVE_INFINITY;
  private int windowEnd;

  Stagnation(boolean doubles, double mass, int iterations) {
    nearRounding = mass * (doubles ? NEAR_ROUNDING_OF_DOUBLES : NEAR_ROUNDING_OF_FLOATS);
    windowEnd = iterations + WINDOW;
  }

  /** Takes the error after so many iterations; whether going on is of no use. */
  boolean observe(double error, int iterations) {
    least = Math.min(least, error);
    if (iterations < windowEnd) {
      return false;
    }
    boolean stalled = least <= nearRounding && least > FALL * before;
    before = least;
    windowEnd = iterations + WINDOW;
    return stalled;
  }
}
