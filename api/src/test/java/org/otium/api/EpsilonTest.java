package org.otium.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EpsilonTest {
  @Test
  void everyNotationIsRead() {
    assertEquals(new Epsilon(10, Epsilon.Unit.COST), Epsilon.parse("10"));
    assertEquals(new Epsilon(0.05, Epsilon.Unit.MAX_COST), Epsilon.parse("0.05 * max cost"));
    assertEquals(new Epsilon(1e-2, Epsilon.Unit.MEAN_COST), Epsilon.parse(" 1e-2*mean "));
    assertEquals(0.0025, Epsilon.parse("blur 0.05").inCostUnits(7, 3), 1e-15);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"-1", "0", "0.0 * max cost", "nan", "NaN", "-inf", "Infinity", "-0.1 * max cost"})
  void aNumberOutOfRangeIsToldTheRange(String text) {
    InvalidInputException e = assertThrows(InvalidInputException.class, () -> Epsilon.parse(text));
    assertTrue(e.getMessage().contains("has to be above zero and finite"), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ten", "5 % of cost", "blur", "1 2"})
  void anythingElseCannotBeRead(String text) {
    InvalidInputException e = assertThrows(InvalidInputException.class, () -> Epsilon.parse(text));
    assertTrue(e.getMessage().contains("cannot be read"), e.getMessage());
  }
}
