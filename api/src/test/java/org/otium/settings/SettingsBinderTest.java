package org.otium.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.otium.settings.Fixtures.tree;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.otium.api.Epsilon;
import org.otium.api.InvalidInputException;
import org.otium.settings.Fixtures.Everything;
import org.otium.settings.Fixtures.Made;
import org.otium.settings.Fixtures.Mode;
import org.otium.settings.Fixtures.Nested;
import org.otium.settings.Fixtures.NestingSettings;
import org.otium.settings.Fixtures.SoftSettings;
import org.otium.settings.Fixtures.Term;
import org.otium.settings.Fixtures.Window;
import org.otium.spi.Kind;

/** Trees become records, and what is wrong with a tree is said all at once. */
class SettingsBinderTest {
  private final Fixtures.Context context = new Fixtures.Context();
  private final SettingsBinder binder = new SettingsBinder(context);

  @Test
  void defaultsAreFilledIn() {
    Everything bound = binder.bind(Everything.class, Map.of()).value();
    Everything expected =
        new Everything(
            3,
            5_000_000_000L,
            0.5,
            true,
            "a, [b",
            Mode.DIAGONAL,
            new Epsilon(0.05, Epsilon.Unit.MAX_COST),
            new Window(0, 7),
            Optional.empty(),
            List.of(64, 32),
            new Made("soft", new SoftSettings(0.1, 100)),
            List.of());
    assertEquals(expected, bound);
  }

  @Test
  void valuesMayBeThemselvesOrText() {
    Map<String, Object> themselves =
        tree(
            "count",
            4L,
            "step-size",
            2,
            "debias",
            false,
            "limit",
            7,
            "hidden-sizes",
            List.of(1, 2));
    Map<String, Object> text =
        tree(
            "count",
            "4",
            "step-size",
            "2e0",
            "debias",
            "false",
            "limit",
            "7",
            "hidden-sizes",
            "[1, 2]");
    Everything bound = binder.bind(Everything.class, themselves).value();
    assertEquals(bound, binder.bind(Everything.class, text).value());
    assertEquals(Optional.of(7), bound.limit());
    assertEquals(4, bound.count());
  }

  @Test
  void bindingTheResolvedTreeGivesTheSameTree() {
    Map<String, Object> given =
        tree(
            "epsilon", "blur 0.05",
            "label-mode", "FULL_COVARIANCE",
            "others", List.of("soft", tree("name", "nesting", "reference", "rings")));
    Map<String, Object> resolved = binder.bind(Everything.class, given).resolved();
    assertEquals(resolved, binder.bind(Everything.class, resolved).resolved());
    assertEquals(resolved, binder.resolve(Everything.class, given));
    assertEquals(
        List.of(
            tree("name", "soft", "epsilon", 0.1, "iterations", 100),
            tree(
                "name", "nesting",
                "inner", tree("name", "soft", "epsilon", 10.0, "iterations", 100),
                "reference", "rings")),
        resolved.get("others"));
    assertEquals("full-covariance", resolved.get("label-mode"));
    assertEquals("", resolved.get("limit"));
  }

  @Test
  void aMapWithoutNameAdjustsTheDefaultPlugin() {
    Map<String, Object> spec =
        tree("name", "nesting", "reference", "rings", "inner", tree("iterations", 5));
    Made made =
        assertInstanceOf(Made.class, binder.bindPlugin(Kind.OT_SOLVER, spec, "solver").value());
    NestingSettings settings = assertInstanceOf(NestingSettings.class, made.settings());
    assertEquals(new Made("soft", new SoftSettings(10, 5)), settings.inner());
  }

  @Test
  void aNamedPluginStartsFromItsOwnDefaults() {
    Map<String, Object> spec =
        tree("name", "nesting", "reference", "rings", "inner", tree("name", "soft"));
    Made made =
        assertInstanceOf(Made.class, binder.bindPlugin(Kind.OT_SOLVER, spec, "solver").value());
    NestingSettings settings = assertInstanceOf(NestingSettings.class, made.settings());
    assertEquals(new Made("soft", new SoftSettings(0.1, 100)), settings.inner());
  }

  @Test
  void presetStandsInPlaceOfADefaultAndNotOfWhatIsWritten() {
    context.presets.put("soft.iterations", "7");
    Map<String, Object> resolved = binder.resolvePlugin(Kind.OT_SOLVER, "soft", "solver");
    assertEquals(Map.of("name", "soft", "epsilon", 0.1, "iterations", 7), resolved);
    Object made = binder.bindPlugin(Kind.OT_SOLVER, "soft", "solver").value();
    assertEquals(new Made("soft", new SoftSettings(0.1, 7)), made);
    Object written =
        binder.bindPlugin(Kind.OT_SOLVER, tree("name", "soft", "iterations", 3), "solver").value();
    assertEquals(new Made("soft", new SoftSettings(0.1, 3)), written);
    Everything nested = binder.bind(Everything.class, tree("others", List.of("soft"))).value();
    assertEquals(new Made("soft", new SoftSettings(0.1, 7)), nested.others().getFirst());
  }

  @Test
  void everyProblemIsFoundAndNothingIsMade() {
    Map<String, Object> given =
        tree(
            "cuont",
            1,
            "count",
            10,
            "step-size",
            "fast",
            "debias",
            "maybe",
            "title",
            1.5,
            "label-mode",
            "diagnoal",
            "epsilon",
            "tiny",
            "window",
            tree("from", -1),
            "hidden-sizes",
            List.of(8, 0),
            "solver",
            tree("epsilom", 1),
            "others",
            List.of("sofd", "native", tree("name", "nesting", "reference", "rigns")));
    List<Problem> problems = binder.validate(Everything.class, given);
    assertEquals(
        List.of(
            "cuont",
            "count",
            "step-size",
            "debias",
            "title",
            "label-mode",
            "epsilon",
            "window.from",
            "hidden-sizes[1]",
            "solver.epsilom",
            "others[0]",
            "others[1]",
            "others[2].reference"),
        problems.stream().map(Problem::path).toList());
    assertEquals("count", problems.get(0).suggestion());
    assertEquals("at least 1 and at most 9", problems.get(1).allowed());
    assertEquals("diagonal", problems.get(5).suggestion());
    assertEquals("epsilon", problems.get(9).suggestion());
    assertEquals("soft", problems.get(10).suggestion());
    assertEquals("endless, native, nesting, soft", problems.get(10).allowed());
    assertTrue(problems.get(11).message().contains("no native library for this platform"));
    SettingsException thrown =
        assertThrows(SettingsException.class, () -> binder.bind(Everything.class, given));
    assertEquals(problems, thrown.problems());
    for (Problem problem : problems) {
      assertTrue(thrown.what().contains(problem.toString()), problem::toString);
    }
    assertEquals(List.of(), context.created);
  }

  @Test
  void oneProblemIsOneLineWithItsRemedy() {
    SettingsException thrown =
        assertThrows(
            SettingsException.class, () -> binder.bind(SoftSettings.class, tree("epsilom", 1)));
    assertEquals("epsilom: unknown setting", thrown.what());
    assertEquals("Did you mean 'epsilon'? Allowed: epsilon, iterations", thrown.remedy());
  }

  @Test
  void theRefusalOfARecordBecomesAProblemAtItsPath() {
    List<Problem> problems =
        binder.validate(Everything.class, tree("window", tree("from", 5, "to", 2)));
    assertEquals(
        List.of(
            new Problem("window", "a window from 5 to 2. Let it end after it begins.", "", "", "")),
        problems);
  }

  @Test
  void aRequiredSettingMustBeGiven() {
    List<Problem> problems = binder.validatePlugin(Kind.OT_SOLVER, "nesting", "solver");
    assertEquals(
        List.of(new Problem("solver.reference", "must be given", "", "dataset", "")), problems);
  }

  @Test
  void numbersAreExactAndFinite() {
    for (Object refused : List.of(1.5, "1.5", "NaN", Double.NaN, Long.MAX_VALUE, true, "1f")) {
      assertEquals(
          1, binder.validate(Everything.class, tree("count", refused)).size(), refused::toString);
    }
    for (Object refused :
        List.of("NaN", Double.NaN, Double.POSITIVE_INFINITY, "1e999", "0x1p3", 0)) {
      assertEquals(
          1,
          binder.validate(Everything.class, tree("step-size", refused)).size(),
          refused::toString);
    }
    assertEquals(3, binder.bind(Everything.class, tree("count", 3.0)).value().count());
  }

  @Test
  void pluginsThatNestThemselvesAreRefused() {
    List<Problem> problems = binder.validatePlugin(Kind.OT_SOLVER, "endless", "solver");
    assertEquals(1, problems.size());
    assertTrue(problems.getFirst().message().contains("nests plugins"));
  }

  @Test
  void singleValuesOfATreeCanBeSet() {
    Map<String, Object> given = tree("solver", "nesting", "others", List.of("soft", "soft"));
    Map<String, Object> changed = SettingsTree.with(given, "solver.inner.epsilon", 1);
    changed = SettingsTree.with(changed, "others[1].iterations", 7);
    assertEquals(tree("name", "nesting", "inner", tree("epsilon", 1)), changed.get("solver"));
    assertEquals(List.of("soft", tree("name", "soft", "iterations", 7)), changed.get("others"));
    assertEquals("nesting", given.get("solver"));
    assertThrows(InvalidInputException.class, () -> SettingsTree.with(given, "others[2]", 1));
    assertThrows(InvalidInputException.class, () -> SettingsTree.with(given, "a..b", 1));
    assertThrows(
        InvalidInputException.class, () -> SettingsTree.with(tree("count", 1), "count.x", 1));
  }

  @Test
  void listsHoldGroupsWithPluginsAndLists() {
    Map<String, Object> given =
        tree(
            "terms",
            List.of(
                tree("solver", "soft"),
                tree("solver", tree("name", "soft", "epsilon", 3), "weight", 2)));
    Bound<Nested> bound = binder.bind(Nested.class, given);
    assertEquals(
        new Nested(
            List.of(
                new Term(new Made("soft", new SoftSettings(0.1, 100)), 1),
                new Term(new Made("soft", new SoftSettings(3, 100)), 2)),
            List.of(List.of(1.0, 2.0), List.of())),
        bound.value());
    assertEquals(bound.resolved(), binder.resolve(Nested.class, bound.resolved()));
    Map<String, ?> asText =
        tree("terms", "[{solver: soft}, {solver: {name: soft, epsilon: 3}, weight: 2}]");
    assertEquals(bound.value(), binder.bind(Nested.class, asText).value());
  }

  @Test
  void problemsInListsOfListsAndGroupsNameTheirPlace() {
    Map<String, Object> given =
        tree(
            "terms",
            List.of(
                tree("solver", "sofd"),
                tree("weight", -1),
                tree("solver", tree("name", "soft", "epsilom", 3))),
            "matrix",
            List.of(List.of(1, 2), List.of(3, "x"), 4));
    assertEquals(
        List.of(
            "terms[0].solver",
            "terms[1].solver",
            "terms[1].weight",
            "terms[2].solver.epsilom",
            "matrix[1][1]",
            "matrix[2]"),
        binder.validate(Nested.class, given).stream().map(Problem::path).toList());
    assertEquals(List.of(), context.created);
  }
}
