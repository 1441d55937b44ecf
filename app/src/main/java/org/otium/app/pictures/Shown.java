package org.otium.app.pictures;

import java.util.Arrays;

/**
 * The range of an axis that shows points well: all of them, or all but the farthest where these are
 * so far that they would press the others together.
 *
 * @param low its start
 * @param high its end
 */
public record Shown(double low, double high) {
  /** The share of points on either side that an axis may leave out. */
  private static final double TAIL = 0.005;

  /** An axis leaves them out where it would be so many times as long with them. */
  private static final double MUCH = 3;

  /** How much longer than the rest such an axis is, on either side. */
  private static final double MARGIN = 0.1;

  /**
   * The range for some coordinates.
   *
   * @param values at least one, finite; sorted on the way
   * @return the range
   */
  public static Shown of(double[] values) {
    Arrays.sort(values);
    double least = values[0];
    double most = values[values.length - 1];
    int tail = (int) (TAIL * values.length);
    double low = values[tail];
    double high = values[values.length - 1 - tail];
    double rest = high - low;
    if (rest <= 0 || most - least <= MUCH * rest) {
      return new Shown(least, most);
    }
    return new Shown(Math.max(least, low - MARGIN * rest), Math.min(most, high + MARGIN * rest));
  }
}
