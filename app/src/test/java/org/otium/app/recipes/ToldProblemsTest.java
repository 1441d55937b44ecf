package org.otium.app.recipes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.otium.settings.Problem;

class ToldProblemsTest {
  private static Problem at(String path, String message) {
    return new Problem(path, message, "", "", "");
  }

  private static List<String> told(Problem... problems) {
    return ToldProblems.of("r.yaml", List.of(problems)).stream().map(Problem::toString).toList();
  }

  @Test
  void problemsStandInTheOrderOfLinesAndColumns() {
    assertEquals(
        List.of("r.yaml:2:3: a: x", "r.yaml:10:2: b: x", "r.yaml:10:11: c: x", "--set d: x"),
        told(
            at("--set d", "x"),
            at("r.yaml:10:11: c", "x"),
            at("r.yaml:2:3: a", "x"),
            at("r.yaml:10:2: b", "x")));
  }

  @Test
  void adviceThatSeveralShareIsGivenOnce() {
    assertEquals(
        List.of(
            "r.yaml:1:1: from: 'a' is no dataset. Give --data DIR. There are: x.",
            "r.yaml:2:1: to: 'b' is no dataset. Did you mean 'c'?"),
        told(
            at(
                "r.yaml:2:1: to",
                "'b' is no dataset. Did you mean 'c'? Give --data DIR. There are: x."),
            at("r.yaml:1:1: from", "'a' is no dataset. Give --data DIR. There are: x.")));
  }
}
