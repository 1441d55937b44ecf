package org.otium.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ProblemTest {
  @Test
  void longValuesAreCutWhereMessagesQuoteThem() {
    String given = "x".repeat(3_000_000);
    Problem problem = new Problem("steps", "'" + given + "' is not a number", given, "", "");
    assertEquals("steps: '" + "x".repeat(79) + "…' is not a number", problem.toString());
    assertEquals(80, problem.given().length());
  }

  @Test
  void shortValuesStayAsTheyAre() {
    Problem problem =
        new Problem("steps", "'" + "x".repeat(80) + "' is no", "x".repeat(80), "", "");
    assertEquals("steps: '" + "x".repeat(80) + "' is no", problem.toString());
  }

  @Test
  void keysAndMessagesWithoutEndAreCut() {
    String endless = "k".repeat(100_000);
    String told = new Problem(endless, endless, "", "", "").toString();
    assertTrue(told.length() < 1500, () -> told.length() + " characters");
  }

  @Test
  void charactersOfTwoHalvesAreNotCutInTwo() {
    String given = "x".repeat(78) + "🙂".repeat(5);
    assertEquals("x".repeat(78) + "…", new Problem("", "", given, "", "").given());
  }
}
