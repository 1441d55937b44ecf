package org.otium.app.recipes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.otium.api.InvalidInputException;

class RecipeTextTest {
  private static final String YAML =
      """
      # a comment
      steps: 3
      functional:
        name: sum
        terms:
          - {functional: otdd, weight: 2.5}
          - functional: ball
      variants:
        fast:
          dynamics.optimizer: {name: adam}
        plain:
      """;

  @Test
  void valuesArePlainAndWhatIsLeftEmptyIsEmptyText() {
    Map<String, Object> tree = RecipeText.parse("r.yaml", YAML).tree();
    assertEquals(3, tree.get("steps"));
    assertEquals(
        Map.of("fast", Map.of("dynamics.optimizer", Map.of("name", "adam")), "plain", ""),
        tree.get("variants"));
  }

  @Test
  void placesAreLinesAndColumnsOfTheDeepestPartThatIsWritten() {
    RecipeText text = RecipeText.parse("r.yaml", YAML);
    assertEquals("r.yaml:2:1", text.place(List.of("steps")));
    assertEquals("r.yaml:6:26", text.place(List.of("functional", "terms", "0", "weight")));
    assertEquals("r.yaml:7:7", text.place(List.of("functional", "terms", "1", "weight")));
    assertEquals(
        "r.yaml:10:26", text.place(List.of("variants", "fast", "dynamics.optimizer", "name")));
    assertEquals("r.yaml", text.place(List.of("elsewhere")));
  }

  @Test
  void brokenTextIsToldWithItsLine() {
    InvalidInputException e =
        assertThrows(
            InvalidInputException.class, () -> RecipeText.parse("r.yaml", "steps: 1\n  to: x\n"));
    assertTrue(e.what().startsWith("r.yaml:2:"), e.what());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "- a list",
        "just text",
        "",
        "steps: 1\nsteps: 2",
        "a: !!javax.script.ScriptEngineManager [x]",
        "a: !custom x",
        "a: &a [x]\nb: *unknown",
      })
  void whatIsNoPlainMappingIsRefused(String text) {
    assertThrows(InvalidInputException.class, () -> RecipeText.parse("r.yaml", text));
  }

  @Test
  void bombOfAliasesIsRefused() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 12; i++) {
      String before = "*a" + (i - 1);
      bomb.append("a" + i + ": &a" + i + " [" + (before + ", ").repeat(9) + before + "]\n");
    }
    assertThrows(InvalidInputException.class, () -> RecipeText.parse("r.yaml", bomb.toString()));
  }

  @Test
  void fewAliasesThatStandForMuchAreRefusedInOneLine() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 7; i++) {
      String before = "*a" + (i - 1);
      bomb.append("a" + i + ": &a" + i + " [" + (before + ", ").repeat(6) + before + "]\n");
    }
    InvalidInputException e =
        assertThrows(
            InvalidInputException.class, () -> RecipeText.parse("r.yaml", bomb.toString()));
    assertEquals(
        "r.yaml: this cannot be read: its aliases stand for more than 100000 characters", e.what());
    assertTrue(e.remedy().contains("aliases"), e.remedy());
  }

  @Test
  void aLongTextThatIsRepeatedCountsByItsLength() {
    String text = "a: &a " + "x".repeat(20_000) + "\nb: [" + "*a, ".repeat(5) + "*a]\nsteps: 1\n";
    assertThrows(InvalidInputException.class, () -> RecipeText.parse("r.yaml", text));
  }

  @Test
  void aliasesInMeasureAreRead() {
    Map<String, Object> tree =
        RecipeText.parse("r.yaml", "a: &a {name: adam}\nb: *a\nc: [*a, *a]\n").tree();
    assertEquals(Map.of("name", "adam"), tree.get("b"));
    assertEquals(List.of(Map.of("name", "adam"), Map.of("name", "adam")), tree.get("c"));
  }

  @Test
  void tagsThatAreNoTagsAreRefused() {
    assertThrows(InvalidInputException.class, () -> RecipeText.parse("mine.yaml", "!%a"));
  }
}
