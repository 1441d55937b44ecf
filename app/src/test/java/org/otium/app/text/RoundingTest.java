package org.otium.app.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RoundingTest {
  @Test
  void whatRoundingLeftBelowZeroIsShownAsZero() {
    Map<String, Double> parts = Map.of("within", 0.5, "across", -1.0);
    assertEquals(0, Rounding.shown(-1.081e-9, parts));
    assertEquals(1.081e-9, Rounding.shown(1.081e-9, parts));
    assertEquals(-1e-3, Rounding.shown(-1e-3, parts));
    assertEquals(-1e-9, Rounding.shown(-1e-9, Map.of()));
  }
}
