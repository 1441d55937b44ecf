package org.otium.app.pictures;

import java.util.ArrayList;
import java.util.List;
import org.otium.app.text.Numbers;

/**
 * Where values lie along an axis, linear or logarithmic, and where its ticks are.
 *
 * @param low the value at the axis' start
 * @param high the value at its end, above {@code low}
 * @param logarithmic whether equal distances are equal ratios; then {@code low} is positive
 */
public record Axis(double low, double high, boolean logarithmic) {
  private static final double LOGARITHMIC_RATIO = 50;

  /** Checks the range. */
  public Axis {
    if (!(low < high) || !Double.isFinite(low) || !Double.isFinite(high)) {
      throw new IllegalArgumentException("an axis from " + low + " to " + high);
    }
    if (logarithmic && !(low > 0)) {
      throw new IllegalArgumentException("a logarithmic axis from " + low);
    }
  }

  /**
   * An axis that holds all values and ends on round numbers; logarithmic where the values are
   * positive and span a wide ratio.
   *
   * @param values at least one finite value; others are ignored
   * @param mayBeLogarithmic whether a logarithmic axis makes sense
   * @return the axis
   */
  public static Axis covering(double[] values, boolean mayBeLogarithmic) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (double v : values) {
      if (Double.isFinite(v)) {
        min = Math.min(min, v);
        max = Math.max(max, v);
      }
    }
    if (!(min <= max)) {
      return new Axis(0, 1, false);
    }
    if (mayBeLogarithmic && min > 0 && max / min >= LOGARITHMIC_RATIO) {
      double low = Math.pow(10, Math.floor(Math.log10(min)));
      double high = Math.pow(10, Math.ceil(Math.log10(max)));
      return new Axis(low, high > low ? high : 10 * low, true);
    }
    if (min >= 0 && min < 0.6 * max) {
      min = 0;
    } else if (max <= 0 && max > 0.6 * min) {
      max = 0;
    }
    if (min == max) {
      double margin = min == 0 ? 1 : Math.abs(min) / 10;
      min -= margin;
      max += margin;
    }
    double step = roundStep((max - min) / 5);
    return new Axis(Math.floor(min / step) * step, Math.ceil(max / step) * step, false);
  }

  /**
   * An axis from one value to another exactly.
   *
   * @param low its start
   * @param high its end
   * @return a linear axis; one unit long where the two are equal
   */
  public static Axis exactly(double low, double high) {
    return new Axis(low, high > low ? high : low + 1, false);
  }

  /**
   * Where a value lies.
   *
   * @param value any value
   * @return 0 at the start, 1 at the end
   */
  public double position(double value) {
    if (logarithmic) {
      return Math.log(Math.max(value, low) / low) / Math.log(high / low);
    }
    return (value - low) / (high - low);
  }

  /**
   * Round values along the axis.
   *
   * @param about how many are wanted
   * @return ascending values within the axis
   */
  public List<Double> ticks(int about) {
    List<Double> ticks = new ArrayList<>();
    if (logarithmic) {
      int from = (int) Math.round(Math.log10(low));
      int to = (int) Math.round(Math.log10(high));
      int stride = Math.max(1, (to - from + about - 1) / about);
      for (int e = from; e <= to; e += stride) {
        ticks.add(Math.pow(10, e));
      }
      return ticks;
    }
    double step = roundStep((high - low) / about);
    for (long k = (long) Math.ceil(low / step - 1e-9); k * step <= high + step * 1e-9; k++) {
      ticks.add(k * step);
    }
    return ticks;
  }

  /**
   * The text of a tick.
   *
   * @param tick one of the ticks
   * @return a short number
   */
  public String label(double tick) {
    return Numbers.value(Math.abs(tick) < 1e-12 * (high - low) ? 0 : tick);
  }

  /** The next of 1, 2, 5 times a power of ten that is not smaller. */
  private static double roundStep(double raw) {
    double power = Math.pow(10, Math.floor(Math.log10(raw)));
    double mantissa = raw / power;
    double round = mantissa <= 1.0001 ? 1 : mantissa <= 2.0001 ? 2 : mantissa <= 5.0001 ? 5 : 10;
    return round * power;
  }
}
