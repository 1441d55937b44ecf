package org.otium.api;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The strength of entropic regularisation, in one notation: an absolute number in cost units
 * ({@code 10}), or a multiple of the largest ({@code 0.05 * max cost}) or the mean ({@code 0.01 *
 * mean cost}) entry of the cost matrix, or the square of a length in feature units ({@code blur
 * 0.05}, which is ε = 0.05²).
 *
 * @param value the number, positive and finite
 * @param unit what it multiplies
 */
public record Epsilon(double value, Unit unit) {
  /** What the number is relative to. */
  public enum Unit {
    /** Cost units. */
    COST,
    /** The largest cost. */
    MAX_COST,
    /** The mean cost. */
    MEAN_COST,
    /** A length: ε is its square. */
    BLUR
  }

  private static final String NUMBER = "([0-9]*\\.?[0-9]+(?:[eE][-+]?[0-9]+)?)";
  private static final String NOTATION =
      "a number above zero in cost units (10), '0.05 * max cost', '0.01 * mean cost' or 'blur 0.05'";

  /** A number that is one, but none that regularises. */
  private static final Pattern OUT_OF_RANGE =
      Pattern.compile("(?:blur\\s*=?\\s*)?(?:-\\s*[0-9.].*|[-+]?(?:nan|inf(?:inity)?)\\b.*)");

  private static final Pattern ABSOLUTE = Pattern.compile(NUMBER);
  private static final Pattern RELATIVE =
      Pattern.compile(NUMBER + "\\s*\\*\\s*(max|mean)(?:\\s+cost)?");
  private static final Pattern BLUR = Pattern.compile("blur\\s*=?\\s*" + NUMBER);

  /** Checks the number. */
  public Epsilon {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new InvalidInputException(
          "epsilon is " + value + ", but has to be above zero and finite",
          "Write " + NOTATION + ".");
    }
  }

  /**
   * An absolute ε in cost units.
   *
   * @param value the number
   * @return the strength
   */
  public static Epsilon of(double value) {
    return new Epsilon(value, Unit.COST);
  }

  /**
   * Reads the notation.
   *
   * @param text as described above
   * @return the strength
   * @throws InvalidInputException if it cannot be read
   */
  public static Epsilon parse(String text) {
    String t = text.strip().toLowerCase(Locale.ROOT);
    Matcher absolute = ABSOLUTE.matcher(t);
    if (absolute.matches()) {
      return new Epsilon(Double.parseDouble(absolute.group(1)), Unit.COST);
    }
    Matcher relative = RELATIVE.matcher(t);
    if (relative.matches()) {
      Unit unit = relative.group(2).equals("max") ? Unit.MAX_COST : Unit.MEAN_COST;
      return new Epsilon(Double.parseDouble(relative.group(1)), unit);
    }
    Matcher blur = BLUR.matcher(t);
    if (blur.matches()) {
      return new Epsilon(Double.parseDouble(blur.group(1)), Unit.BLUR);
    }
    if (OUT_OF_RANGE.matcher(t).matches()) {
      throw new InvalidInputException(
          "epsilon is '" + text + "', but has to be above zero and finite",
          "Write " + NOTATION + ".");
    }
    throw new InvalidInputException(
        "epsilon '" + text + "' cannot be read", "Write " + NOTATION + ".");
  }

  /**
   * The strength in cost units.
   *
   * @param maxCost the largest cost
   * @param meanCost the mean cost
   * @return ε
   */
  public double inCostUnits(double maxCost, double meanCost) {
    return switch (unit) {
      case COST -> value;
      case MAX_COST -> value * maxCost;
      case MEAN_COST -> value * meanCost;
      case BLUR -> value * value;
    };
  }

  @Override
  public String toString() {
    return switch (unit) {
      case COST -> Double.toString(value);
      case MAX_COST -> value + " * max cost";
      case MEAN_COST -> value + " * mean cost";
      case BLUR -> "blur " + value;
    };
  }
}
