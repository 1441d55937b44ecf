package org.otium.data.common;

import org.otium.api.InvalidInputException;

/** Checks of settings. */
public final class Require {
  private Require() {}

  /**
   * Refuses a number outside its range.
   *
   * @param name what the setting is called
   * @param value its value
   * @param low the smallest allowed
   * @param high the largest allowed
   */
  public static void between(String name, double value, double low, double high) {
    if (!(value >= low && value <= high)) {
      throw new InvalidInputException(
          "'" + name + "' is " + text(value),
          "It must be from " + text(low) + " to " + text(high) + ".");
    }
  }

  private static String text(double value) {
    return value == (long) value ? Long.toString((long) value) : Double.toString(value);
  }
}
