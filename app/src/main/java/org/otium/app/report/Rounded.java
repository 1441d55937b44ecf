package org.otium.app.report;

import java.math.BigDecimal;
import java.math.MathContext;
import org.jspecify.annotations.Nullable;

/** Numbers for a drawing, with as many digits as an eye or a tooltip can use. */
final class Rounded {
  private static final MathContext DIGITS = new MathContext(6);

  private Rounded() {}

  /** The number to six digits; null where it is not finite, which a drawing leaves out. */
  static @Nullable Double of(double value) {
    return Double.isFinite(value) ? new BigDecimal(value).round(DIGITS).doubleValue() : null;
  }

  static @Nullable Double[] of(double[] values) {
    @Nullable Double[] rounded = new Double[values.length];
    for (int i = 0; i < values.length; i++) {
      rounded[i] = of(values[i]);
    }
    return rounded;
  }
}
