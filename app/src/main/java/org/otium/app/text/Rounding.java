package org.otium.app.text;

import java.util.Map;

/** Values below zero that only rounding of their terms made so. */
public final class Rounding {
  /** The largest share of its terms that rounding makes of their difference. */
  private static final double SHARE = 1e-6;

  private Rounding() {}

  /**
   * How much of a value rounding may be.
   *
   * @param parts the terms that the value is the sum or the difference of, by name
   * @return a number that is not negative
   */
  public static double of(Map<String, Double> parts) {
    double largest = 0;
    for (double part : parts.values()) {
      largest = Math.max(largest, Math.abs(part));
    }
    return SHARE * largest;
  }

  /**
   * A value as it is shown.
   *
   * @param value a value that cannot be negative, or can
   * @param parts its terms
   * @return zero where it is below zero by no more than rounding, the value otherwise
   */
  public static double shown(double value, Map<String, Double> parts) {
    return value < 0 && -value <= of(parts) ? 0 : value;
  }
}
