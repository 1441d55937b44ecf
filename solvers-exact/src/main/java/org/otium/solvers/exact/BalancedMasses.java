package org.otium.solvers.exact;

import java.util.Arrays;
import org.otium.api.InvalidInputException;
import org.otium.api.Weights;

/**
 * The masses of a transport problem as whole numbers of one small unit, of equal sum on both sides.
 * Flows are then exact integers: no rounding can turn a degenerate pivot into one that seems to
 * move mass, which is what makes floating-point network simplexes cycle.
 *
 * @param a units of each source
 * @param b units of each target
 * @param unit the mass of one unit
 */
@SuppressWarnings("ArrayRecordComponent") // made, used and dropped within one solve
record BalancedMasses(long[] a, long[] b, double unit) {
  /** All mass together; a unit is then finer than a double's last digit of the total. */
  private static final double RESOLUTION = 0x1p60;

  /**
   * Checks that two weight vectors carry the same total, and brings them to whole numbers. Totals
   * that differ within {@link Weights#SUM_TOLERANCE} meet at their mean: each side is rescaled.
   * Positive masses stay positive, and where each side's are all equal the units are as coarse as
   * they can be.
   *
   * @param a n masses
   * @param b m masses
   * @return the masses in units
   * @throws InvalidInputException if the totals differ, or nothing is there to move, or so little
   *     that doubles do not hold its parts
   */
  static BalancedMasses of(Weights a, Weights b) {
    double totalA = a.total();
    double totalB = b.total();
    if (!(totalA > 0) || !(totalB > 0)) {
      throw new InvalidInputException(
          "all masses of the " + (totalA > 0 ? "targets" : "sources") + " are zero",
          "At least one mass on each side must be positive.");
    }
    double total = 0.5 * totalA + 0.5 * totalB;
    if (!(Math.abs(totalA - totalB) <= Weights.SUM_TOLERANCE * total)) {
      throw new InvalidInputException(
          "the sources hold a mass of " + totalA + " and the targets " + totalB,
          "An exact plan needs equal totals; rescale one side, or use an unbalanced solver.");
    }
    if (total < RESOLUTION * Double.MIN_NORMAL) {
      throw new InvalidInputException(
          "a total mass of " + total + " is too small to be divided without rounding",
          "Rescale both sides, for example to a total of 1.");
    }
    int positiveA = positive(a);
    int positiveB = positive(b);
    if (equalWherePositive(a) && equalWherePositive(b)) {
      long divisor = gcd(positiveA, positiveB);
      long eachA = positiveB / divisor;
      long eachB = positiveA / divisor;
      return new BalancedMasses(
          filled(a, eachA), filled(b, eachB), total / ((double) positiveA * (double) eachA));
    }
    double unit = total / RESOLUTION;
    long[] unitsA = rounded(a, RESOLUTION / totalA);
    long[] unitsB = rounded(b, RESOLUTION / totalB);
    long surplus = Arrays.stream(unitsA).sum() - Arrays.stream(unitsB).sum();
    spread(surplus > 0 ? unitsB : unitsA, Math.abs(surplus));
    return new BalancedMasses(unitsA, unitsB, unit);
  }

  private static int positive(Weights w) {
    int count = 0;
    for (int i = 0; i < w.size(); i++) {
      if (w.get(i) > 0) {
        count++;
      }
    }
    return count;
  }

  private static boolean equalWherePositive(Weights w) {
    double first = 0;
    for (int i = 0; i < w.size(); i++) {
      double mass = w.get(i);
      if (mass > 0) {
        if (first > 0 && mass != first) {
          return false;
        }
        first = mass;
      }
    }
    return true;
  }

  private static long gcd(long p, long q) {
    return q == 0 ? p : gcd(q, p % q);
  }

  private static long[] filled(Weights w, long units) {
    long[] filled = new long[w.size()];
    for (int i = 0; i < filled.length; i++) {
      filled[i] = w.get(i) > 0 ? units : 0;
    }
    return filled;
  }

  private static long[] rounded(Weights w, double scale) {
    long[] rounded = new long[w.size()];
    for (int i = 0; i < rounded.length; i++) {
      double mass = w.get(i);
      rounded[i] = mass > 0 ? Math.max(1, Math.round(mass * scale)) : 0;
    }
    return rounded;
  }

  /** Adds units in proportion to what is there, the rest of the division to the largest. */
  private static void spread(long[] units, long surplus) {
    double sum = Arrays.stream(units).sum();
    int largest = 0;
    long left = surplus;
    for (int i = 0; i < units.length; i++) {
      if (units[i] > units[largest]) {
        largest = i;
      }
    }
    for (int i = 0; i < units.length; i++) {
      long share = (long) (surplus * (units[i] / sum));
      units[i] += share;
      left -= share;
    }
    units[largest] += left;
  }
}
