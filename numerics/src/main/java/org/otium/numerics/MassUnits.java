package org.otium.numerics;

import java.util.Arrays;
import org.otium.api.InvalidInputException;

/**
 * The masses of two measures as whole numbers of equal sum, so that places on their common axis can
 * be compared without rounding.
 *
 * @param first units of each point of the first
 * @param second units of each point of the second
 * @param total the sum of either
 */
@SuppressWarnings("ArrayRecordComponent") // made, used and dropped within one partition
record MassUnits(long[] first, long[] second, long total) {
  private static final double RESOLUTION = 0x1p60;

  static MassUnits of(double[] first, double[] second) {
    double totalFirst = total(first);
    double totalSecond = total(second);
    int countFirst = count(first);
    int countSecond = count(second);
    if (equalWherePositive(first) && equalWherePositive(second)) {
      // Points of both sides that end at one place then do so exactly.
      return new MassUnits(
          filled(first, countSecond),
          filled(second, countFirst),
          (long) countFirst * (long) countSecond);
    }
    long[] unitsFirst = rounded(first, RESOLUTION / totalFirst);
    long[] unitsSecond = rounded(second, RESOLUTION / totalSecond);
    long surplus = Arrays.stream(unitsFirst).sum() - Arrays.stream(unitsSecond).sum();
    // Rounding leaves a difference that is far below the mass of the largest point.
    addToLargest(surplus > 0 ? unitsSecond : unitsFirst, Math.abs(surplus));
    return new MassUnits(unitsFirst, unitsSecond, Arrays.stream(unitsFirst).sum());
  }

  private static double total(double[] masses) {
    double total = 0;
    for (double w : masses) {
      if (!(w >= 0) || Double.isInfinite(w)) {
        throw new InvalidInputException(
            "a mass of " + w, "Masses must be finite and not negative.");
      }
      total += w;
    }
    if (!(total > 0)) {
      throw new InvalidInputException(
          "a measure without mass", "At least one weight of each measure must be positive.");
    }
    return total;
  }

  private static int count(double[] masses) {
    return (int) Arrays.stream(masses).filter(w -> w > 0).count();
  }

  private static boolean equalWherePositive(double[] masses) {
    return Arrays.stream(masses).filter(w -> w > 0).distinct().limit(2).count() == 1;
  }

  private static long[] filled(double[] masses, long units) {
    return Arrays.stream(masses).mapToLong(w -> w > 0 ? units : 0).toArray();
  }

  private static long[] rounded(double[] masses, double scale) {
    return Arrays.stream(masses)
        .mapToLong(w -> w > 0 ? Math.max(1, Math.round(w * scale)) : 0)
        .toArray();
  }

  private static void addToLargest(long[] units, long surplus) {
    int largest = 0;
    for (int i = 0; i < units.length; i++) {
      largest = units[i] > units[largest] ? i : largest;
    }
    units[largest] += surplus;
  }
}
