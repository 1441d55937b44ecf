package org.otium.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.otium.api.OtSolver;
import org.otium.settings.Fixtures.Everything;
import org.otium.spi.Kind;

/** Everything that is said about a record is read from it. Public, as its records have to be. */
public class SettingsSchemaTest {
  record Hidden(@Setting(doc = "d", defaultValue = "1") int a) {}

  public record Bare(int a) {}

  public record Named(@Setting(doc = "d", defaultValue = "x") String name) {}

  public record Odd(@Setting(doc = "d", defaultValue = "x") Thread thread) {}

  public record Unreadable(@Setting(doc = "d", defaultValue = "many") int a) {}

  public record Outside(@Setting(doc = "d", defaultValue = "0", min = 1) int a) {}

  public record Undocumented(@Setting(doc = " ", defaultValue = "0") int a) {}

  public record TextRange(@Setting(doc = "d", defaultValue = "x", min = 1) String a) {}

  public record EmptyRange(@Setting(doc = "d", min = 2, max = 1) int a) {}

  public record Loop(@Setting(doc = "d", defaultValue = "") Optional<Loop> inner) {}

  public record BadPlugin(@Setting(doc = "d", defaultValue = "Not A Name") OtSolver solver) {}

  public record BadGroup(
      @Setting(doc = "d", defaultValue = "{untill: 3}") Fixtures.Window window) {}

  public record Doubtful(
      @Setting(doc = "d") Optional<Integer> undeclared, @Setting(doc = "d") double required) {}

  @Test
  void everyParameterIsDescribed() {
    SettingsSchema schema = SettingsSchema.of(Everything.class);
    assertEquals(List.of(), schema.problems());
    assertEquals(
        List.of(
            "count",
            "seed",
            "step-size",
            "debias",
            "title",
            "label-mode",
            "epsilon",
            "window",
            "limit",
            "hidden-sizes",
            "solver",
            "others"),
        schema.keys());
    Parameter count = schema.parameter("count").orElseThrow();
    assertEquals("whole number at least 1 and at most 9", count.allowed());
    assertEquals("more than 0", schema.parameter("step-size").orElseThrow().range());
    assertEquals(
        "one of full-covariance, diagonal",
        schema.parameter("label-mode").orElseThrow().type().words());
    assertEquals(
        Optional.of(Kind.OT_SOLVER), schema.parameter("others").orElseThrow().pluginKind());
    assertEquals(
        "list of whole number", schema.parameter("hidden-sizes").orElseThrow().type().words());
  }

  @Test
  void anOptionalNeedsNoDeclaredDefault() {
    SettingsSchema schema = SettingsSchema.of(Doubtful.class);
    assertEquals(List.of(), schema.problems());
    assertEquals(Optional.of(""), schema.parameter("undeclared").orElseThrow().defaultValue());
    assertTrue(schema.parameter("required").orElseThrow().isRequired());
  }

  @Test
  void defectsAreNamed() {
    assertDefect(Hidden.class, "cannot be reached");
    assertDefect(Bare.class, "Bare.a has no @Setting");
    assertDefect(Named.class, "Named.name cannot be called 'name'");
    assertDefect(Odd.class, "Odd.thread has the type java.lang.Thread");
    assertDefect(Unreadable.class, "'many' is not a whole number");
    assertDefect(Outside.class, "0 is out of range");
    assertDefect(Undocumented.class, "Undocumented.a has no doc");
    assertDefect(TextRange.class, "TextRange.a has a range but is no number");
    assertDefect(EmptyRange.class, "EmptyRange.a has an empty range");
    assertDefect(Loop.class, "Loop.inner holds the record that it is part of");
    assertDefect(BadPlugin.class, "'Not A Name' is not a plugin name");
    assertDefect(BadGroup.class, "untill");
  }

  private static void assertDefect(Class<? extends Record> type, String words) {
    List<String> problems = SettingsSchema.of(type).problems();
    assertEquals(1, problems.size(), problems::toString);
    assertTrue(problems.getFirst().contains(words), problems::toString);
  }
}
