package org.otium.app.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.util.Locale;

/** Numbers, sizes and durations as people read them; the same on every machine. */
public final class Numbers {
  private static final int SIGNIFICANT = 4;
  private static final double PLAIN_ABOVE = 1e-3;
  private static final double PLAIN_BELOW = 1e6;
  private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

  /** Between a mean and a deviation, which stay on one line. */
  public static final String PLUS_MINUS = "\u00a0±\u00a0";

  private Numbers() {}

  /**
   * A measured value with four significant digits: {@code 0.01235}, {@code 1 235}, {@code
   * 1.235×10⁻⁷}.
   *
   * @param value any number
   * @return its text, with a thin no-break space between thousands and a true minus sign
   */
  public static String value(double value) {
    if (Double.isNaN(value)) {
      return "not a number";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "∞" : "−∞";
    }
    double size = Math.abs(value);
    if (size == 0) {
      return "0";
    }
    if (size >= PLAIN_ABOVE && size < PLAIN_BELOW) {
      BigDecimal rounded = rounded(value);
      int decimals = Math.max(0, rounded.stripTrailingZeros().scale());
      return grouped(rounded, decimals);
    }
    BigDecimal rounded = rounded(value);
    int exponent = rounded.precision() - rounded.scale() - 1;
    BigDecimal mantissa = rounded.movePointLeft(exponent);
    return grouped(mantissa, Math.max(0, mantissa.stripTrailingZeros().scale()))
        + "×10"
        + superscript(exponent);
  }

  /**
   * A value with a fixed number of decimals.
   *
   * @param value a finite number
   * @param decimals how many
   * @return its text
   */
  public static String fixed(double value, int decimals) {
    if (!Double.isFinite(value)) {
      return value(value);
    }
    return grouped(BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN), decimals);
  }

  /**
   * How many decimals the numbers of a table share, so that they can be compared down a column: as
   * many as give the largest of them four significant digits.
   *
   * @param table finite numbers
   * @return 0 to 6
   */
  public static int decimals(double[][] table) {
    double largest = 0;
    for (double[] row : table) {
      for (double value : row) {
        largest = Math.max(largest, Math.abs(value));
      }
    }
    int digits = largest == 0 ? 1 : (int) Math.floor(Math.log10(largest)) + 1;
    return Math.clamp((long) SIGNIFICANT - digits, 0, 6);
  }

  /**
   * A count.
   *
   * @param count any whole number
   * @return its digits in groups of three
   */
  public static String count(long count) {
    return grouped(BigDecimal.valueOf(count), 0);
  }

  /**
   * A count and what is counted.
   *
   * @param count how many
   * @param noun what, in the singular
   * @return {@code 1 sample}, {@code 2 samples}, {@code 3 classes}
   */
  public static String counted(long count, String noun) {
    return count(count) + " " + (count == 1 ? noun : plural(noun));
  }

  private static String plural(String noun) {
    if (noun.endsWith("s") || noun.endsWith("x")) {
      return noun + "es";
    }
    return noun.endsWith("y") ? noun.substring(0, noun.length() - 1) + "ies" : noun + "s";
  }

  /**
   * A share in percent.
   *
   * @param share 0 to 1
   * @return {@code 12 %}, {@code 1.2 %} where it is small, {@code 99.9 %} where it is nearly 1;
   *     what is not all never reads as all
   */
  public static String percent(double share) {
    // Sums of weights that are all there miss 1 by their rounding.
    if (share >= 0.995 && share < 1 - 1e-9) {
      return fixed(Math.min(100 * share, 99.9), 1) + "\u202f%";
    }
    return fixed(100 * share, Math.abs(share) < 0.0995 && share != 0 ? 1 : 0) + "\u202f%";
  }

  /**
   * A mean and the deviation of single values from it, which has two significant digits and decides
   * how many decimals the mean has: {@code 135.70 ± 0.91}.
   *
   * @param mean any number
   * @param deviation a non-negative number
   * @return both, with no-break spaces between them
   */
  public static String spread(double mean, double deviation) {
    boolean isPlain = Double.isFinite(mean) && Math.abs(mean) < PLAIN_BELOW;
    if (!isPlain || !(deviation >= 1e-6) || !(deviation < PLAIN_BELOW)) {
      return value(mean) + PLUS_MINUS + value(deviation);
    }
    BigDecimal rounded =
        BigDecimal.valueOf(deviation).round(new MathContext(2, RoundingMode.HALF_EVEN));
    int decimals = Math.max(0, 1 - (rounded.precision() - rounded.scale() - 1));
    return fixed(mean, decimals) + PLUS_MINUS + grouped(rounded, decimals);
  }

  /**
   * How much a positive number changed.
   *
   * @param first what it was, positive
   * @param last what it is
   * @return {@code −93 %}, {@code −99.98 %}, {@code +5.0 %}; what is not all never reads as all
   */
  public static String change(double first, double last) {
    double share = last / first - 1;
    String sign = share < 0 ? "−" : "+";
    double size = Math.abs(share);
    if (share < 0 && size > 0.99 && size < 1) {
      return sign + fixed(Math.min(100 * size, 99.99), 2) + "\u202f%";
    }
    return sign + percent(size);
  }

  /**
   * How long something took or will take.
   *
   * @param seconds a non-negative number
   * @return {@code 12 ms}, {@code 3.4 s}, {@code 2 min 5 s}, {@code 3 h 12 min}
   */
  public static String duration(double seconds) {
    if (!Double.isFinite(seconds) || seconds < 0) {
      return "unknown";
    }
    if (seconds < 0.9995) {
      return fixed(1000 * seconds, seconds < 0.00995 ? 1 : 0) + " ms";
    }
    if (seconds < 59.95) {
      return fixed(seconds, seconds < 9.95 ? 1 : 0) + " s";
    }
    Duration d = Duration.ofSeconds(Math.round(seconds));
    if (d.toHours() == 0) {
      return d.toMinutes() + " min " + d.toSecondsPart() + " s";
    }
    if (d.toDays() == 0) {
      return d.toHours() + " h " + d.toMinutesPart() + " min";
    }
    return d.toDays() + " d " + d.toHoursPart() + " h";
  }

  /**
   * A size in memory or on disk.
   *
   * @param bytes a non-negative number
   * @return {@code 512 B}, {@code 3.2 MiB}
   */
  public static String bytes(long bytes) {
    if (bytes < 1024) {
      return bytes + " B";
    }
    String[] units = {"KiB", "MiB", "GiB", "TiB"};
    double size = bytes;
    int unit = -1;
    while (size >= 1023.95 && unit < units.length - 1) {
      size /= 1024;
      unit++;
    }
    return fixed(size, size < 99.95 ? 1 : 0) + " " + units[unit];
  }

  /**
   * A number as a program writes it: round-trips, with a point, without grouping.
   *
   * @param value any number
   * @return its shortest exact text
   */
  public static String exact(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return Long.toString((long) value);
    }
    return Double.toString(value).replace(".0E", "e").replace('E', 'e');
  }

  private static BigDecimal rounded(double value) {
    return BigDecimal.valueOf(value).round(new MathContext(SIGNIFICANT, RoundingMode.HALF_EVEN));
  }

  private static String grouped(BigDecimal value, int decimals) {
    DecimalFormatSymbols symbols = DecimalFormatSymbols.getInstance(Locale.ROOT);
    symbols.setGroupingSeparator('\u202f');
    symbols.setMinusSign('−');
    DecimalFormat format = new DecimalFormat("#,##0", symbols);
    format.setMinimumFractionDigits(decimals);
    format.setMaximumFractionDigits(decimals);
    format.setRoundingMode(RoundingMode.HALF_EVEN);
    // Four digits read well without a separator.
    format.setGroupingUsed(value.abs().compareTo(BigDecimal.valueOf(10_000)) >= 0);
    return format.format(value);
  }

  private static String superscript(int exponent) {
    StringBuilder text = new StringBuilder(exponent < 0 ? "⁻" : "");
    for (char digit : Integer.toString(Math.abs(exponent)).toCharArray()) {
      text.append(SUPERSCRIPTS.charAt(digit - '0'));
    }
    return text.toString();
  }
}
