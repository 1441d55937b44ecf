package org.otium.app.experiment.transfer;

import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/** Knows what was measured before, and has the rest measured. */
@FunctionalInterface
interface Units {
  /**
   * What a unit gives.
   *
   * @param unit the unit
   * @param measuring does it; is not called where the numbers are known
   * @return its numbers
   */
  double[] numbers(Unit unit, Supplier<double[]> measuring);

  /** What a unit gives that measures an accuracy. */
  default double accuracy(String within, String what, DoubleSupplier measuring) {
    return numbers(Unit.accuracy(within, what), () -> new double[] {measuring.getAsDouble()})[0];
  }
}
