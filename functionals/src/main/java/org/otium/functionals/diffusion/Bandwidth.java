package org.otium.functionals.diffusion;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.otium.api.InvalidInputException;

/**
 * The width h of the Gaussian blobs, in one notation: a length in feature units ({@code 0.3}), or a
 * multiple of the mean distance from a particle to its nearest neighbour at the start of a flow
 * ({@code 2 * spacing}), which is then kept.
 *
 * @param value the number, positive and finite
 * @param isRelative whether it multiplies the spacing of the particles
 */
public record Bandwidth(double value, boolean isRelative) {
  private static final Pattern NOTATION =
      Pattern.compile("([0-9]*\\.?[0-9]+(?:e[-+]?[0-9]+)?)\\s*(\\*\\s*spacing)?");

  /** Checks the number. */
  public Bandwidth {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new InvalidInputException(
          "a bandwidth of " + value, "A bandwidth must be positive and finite.");
    }
  }

  /**
   * Reads the notation.
   *
   * @param text as described above
   * @return the bandwidth
   * @throws InvalidInputException if it cannot be read
   */
  public static Bandwidth parse(String text) {
    Matcher matcher = NOTATION.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new InvalidInputException(
          "bandwidth '" + text + "' cannot be read",
          "Write a length in feature units (0.3) or '2 * spacing'.");
    }
    return new Bandwidth(Double.parseDouble(matcher.group(1)), matcher.group(2) != null);
  }

  @Override
  public String toString() {
    return isRelative ? value + " * spacing" : Double.toString(value);
  }
}
