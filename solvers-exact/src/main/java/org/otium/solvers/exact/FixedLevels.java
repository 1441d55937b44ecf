package org.otium.solvers.exact;

/**
 * Dual levels as 128-bit whole multiples of a small unit, so that sums and differences of costs
 * carry no rounding at all. Doubles are not enough where costs range over more than their 16
 * digits: levels are sums of costs of both signs, and a large cost among them wipes out what the
 * small ones say. The unit leaves room for a sum of one cost a node: some 2⁻¹¹⁰ max |C|; parts of a
 * cost below it are cut off.
 */
final class FixedLevels {
  private static final int BITS = 126;

  /** What a reduced cost in doubles is off by at most, relative to the sum of its terms. */
  static final double ROUNDING = 0x1p-50;

  private static final double TWO_64 = 0x1p64;
  private static final int FINEST = Float.MIN_EXPONENT - 23;

  private final int exponent;
  private final double unit;
  private final long[] high;
  private final long[] low;

  // The last number that was computed.
  private long lastHigh;
  private long lastLow;

  /**
   * Makes levels that are zero.
   *
   * @param nodes how many
   * @param largestCost max |C_ij|
   */
  FixedLevels(int nodes, double largestCost) {
    int room = Integer.SIZE - Integer.numberOfLeadingZeros(nodes) + 1;
    exponent = Math.max(FINEST, Math.getExponent(largestCost) + 1 + room - BITS);
    unit = Math.scalb(1.0, exponent);
    high = new long[nodes];
    low = new long[nodes];
  }

  /**
   * What C_ij − level_i + level_j may be off by if it is computed in doubles from rounded levels.
   *
   * @param cost C_ij
   * @param source level of i
   * @param sink level of j
   * @return a bound on the error
   */
  double rounding(double cost, double source, double sink) {
    return ROUNDING * (Math.abs(cost) + Math.abs(source) + Math.abs(sink)) + unit;
  }

  /**
   * Whether a number is small enough to be a level.
   *
   * @param value any number
   * @return false if it would not fit
   */
  boolean fits(double value) {
    return Math.abs(value) < Math.scalb(1.0, exponent + BITS - 1);
  }

  /**
   * Sets a level.
   *
   * @param node which
   * @param value a number that fits
   */
  void set(int node, double value) {
    convert(value);
    high[node] = lastHigh;
    low[node] = lastLow;
  }

  /**
   * Sets a level to that of another node and a cost.
   *
   * @param node which
   * @param above the other
   * @param cost what to add
   */
  void setAbove(int node, int above, double cost) {
    convert(cost);
    plus(high[above], low[above]);
    high[node] = lastHigh;
    low[node] = lastLow;
  }

  /**
   * The reduced cost C_ij − level_i + level_j, rounded once: its sign is exact.
   *
   * @param cost C_ij
   * @param source node of i
   * @param sink node of j
   * @return the reduced cost
   */
  double reducedCost(double cost, int source, int sink) {
    convert(cost);
    plus(high[sink], low[sink]);
    minus(high[source], low[source]);
    return toDouble(lastHigh, lastLow);
  }

  /** Turns the sign of what {@link #reducedCost} found last. */
  void negateLast() {
    long h = lastHigh;
    long l = lastLow;
    lastHigh = 0;
    lastLow = 0;
    minus(h, l);
  }

  /**
   * Adds what was computed last to a level.
   *
   * @param node which
   * @return the level, rounded
   */
  double addLast(int node) {
    long sum = low[node] + lastLow;
    high[node] += lastHigh + (Long.compareUnsigned(sum, lastLow) < 0 ? 1 : 0);
    low[node] = sum;
    return get(node);
  }

  /**
   * A level, rounded.
   *
   * @param node which
   * @return its value
   */
  double get(int node) {
    return toDouble(high[node], low[node]);
  }

  private double toDouble(long h, long l) {
    if (h >= 0) {
      return (h * TWO_64 + unsigned(l)) * unit;
    }
    long negatedHigh = l == 0 ? -h : ~h;
    return -((negatedHigh * TWO_64 + unsigned(-l)) * unit);
  }

  private static double unsigned(long l) {
    return l >= 0 ? l : ((l >>> 1) | (l & 1)) * 2.0;
  }

  private void plus(long h, long l) {
    long sum = lastLow + l;
    lastHigh += h + (Long.compareUnsigned(sum, l) < 0 ? 1 : 0);
    lastLow = sum;
  }

  private void minus(long h, long l) {
    long difference = lastLow - l;
    lastHigh -= h + (Long.compareUnsigned(lastLow, l) < 0 ? 1 : 0);
    lastLow = difference;
  }

  /** Brings a number to whole units, cut off towards zero. */
  private void convert(double value) {
    long bits = Double.doubleToRawLongBits(value);
    int biased = (int) (bits >>> 52) & 0x7ff;
    long mantissa = bits & 0xfffffffffffffL;
    if (biased == 0) {
      // a double below 2⁻¹⁰²² is far less than a unit
      mantissa = 0;
    } else {
      mantissa |= 0x10000000000000L;
    }
    int shift = biased - 1075 - exponent;
    if (shift <= -Long.SIZE) {
      lastLow = 0;
      lastHigh = 0;
    } else if (shift <= 0) {
      lastLow = mantissa >>> -shift;
      lastHigh = 0;
    } else if (shift < Long.SIZE) {
      lastLow = mantissa << shift;
      lastHigh = mantissa >>> (Long.SIZE - shift);
    } else {
      lastLow = 0;
      lastHigh = mantissa << (shift - Long.SIZE);
    }
    if (bits < 0) {
      lastHigh = lastLow == 0 ? -lastHigh : ~lastHigh;
      lastLow = -lastLow;
    }
  }
}
