package org.otium.app.pictures;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class AxisTest {
  @Test
  void linearAxisEndsOnRoundNumbersAndStartsAtZero() {
    Axis axis = Axis.covering(new double[] {0.3, 1.98}, true);
    assertEquals(0, axis.low());
    assertEquals(2, axis.high());
    assertFalse(axis.logarithmic());
    assertEquals(
        List.of("0", "0.5", "1", "1.5", "2"), axis.ticks(5).stream().map(axis::label).toList());
  }

  @Test
  void wideRatiosAreLogarithmic() {
    Axis axis = Axis.covering(new double[] {0.64, 95}, true);
    assertTrue(axis.logarithmic());
    assertEquals(
        List.of("0.1", "1", "10", "100"), axis.ticks(5).stream().map(axis::label).toList());
    assertEquals(1.0 / 3, axis.position(1), 1e-12);
  }

  @Test
  void valuesThatMayBeNegativeAreLinear() {
    assertFalse(Axis.covering(new double[] {-1, 1000}, true).logarithmic());
  }

  @Test
  void constantAndMissingValuesHaveAnAxisToo() {
    assertTrue(Axis.covering(new double[] {5, 5}, true).high() > 5);
    assertTrue(Axis.covering(new double[] {0, 0}, true).high() > 0);
    assertTrue(Axis.covering(new double[] {Double.NaN}, true).high() > 0);
    assertEquals(1, Axis.exactly(3, 3).high() - 3);
  }

  @Test
  void largeNumbersDoNotMakeEndlessTicks() {
    for (double size = 1e-12; size < 1e15; size *= 7) {
      Axis axis = Axis.covering(new double[] {-size, 1.3 * size}, false);
      int ticks = axis.ticks(5).size();
      assertTrue(ticks >= 3 && ticks <= 12, size + ": " + ticks);
    }
  }
}
