package org.otium.app.experiment.transfer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.otium.api.FlowStep;
import org.otium.api.InvalidInputException;
import org.otium.api.LinearAlgebra;
import org.otium.app.datasets.DatasetLibrary;
import org.otium.app.experiment.Progress;
import org.otium.app.experiment.RunOutcome;
import org.otium.app.experiment.StopSignal;
import org.otium.app.experiment.Workspace;
import org.otium.app.experiment.flow.FlowRequest;
import org.otium.app.machine.LinearAlgebraChoice;
import org.otium.app.machine.Machine;
import org.otium.app.plugins.DatasetLookup;
import org.otium.app.plugins.PluginRegistry;
import org.otium.app.plugins.TestMachine;
import org.otium.app.recipes.RecipeExperiment;
import org.otium.app.recipes.RecipePlan;
import org.otium.app.recipes.Task;
import org.otium.app.recipes.Tasks;
import org.otium.app.runs.Json;
import org.otium.settings.SettingsBinder;
import org.otium.settings.SettingsContext;
import org.otium.spi.Kind;

/** Experiments that are stopped between units of their work, and go on. */
class GoingOnTest {
  private static final int NEVER = Integer.MAX_VALUE;

  private static final String TRANSFER =
      """
      title: What to pretrain on
      figure: a figure
      task: transfer
      target: "glyphs{per-class: 8, size: 16}"
      test: "glyphs{per-class: 8, size: 16}"
      from:
        - "glyphs{per-class: 6, size: 16}"
        - "glyphs{per-class: 5, size: 16}"
        - "glyphs{per-class: 4, size: 16}"
      samples: 40
      test-samples: 40
      shots: 1
      repeats: 2
      simplex: true
      relative: true
      encoder: {name: pca, components: 3}
      projections: [{label: no labels, interpolation: {name: generalized-geodesic, mapping: {name: barycentric, label-weight: 0}}}]
      classifier: {name: linear-probe, max-iterations: 3}
      """;

  private static final String K_SHOT =
      """
      title: Few samples
      task: k-shot
      target: "glyphs{per-class: 8, size: 16}"
      test: "glyphs{per-class: 8, size: 16}"
      from: "glyphs{per-class: 5, size: 16}"
      samples: 30
      test-samples: 40
      shots: [2, 1]
      repeats: 2
      learning: [together, fine-tuned]
      methods:
        - {label: means, functional: mmd, dynamics: wow, steps: 3, gives: [flowed, trajectory]}
        - {label: others, functional: mmd, dynamics: {name: wow, optimizer: {name: sgd, step-size: 0.5}}, steps: 2}
      classifier: {name: linear-probe, max-iterations: 3}
      """;

  @TempDir private Path folder;

  private static Workspace workspace(String... typed) {
    PluginRegistry registry = PluginRegistry.discover(List.of());
    SettingsContext bare = registry.context(TestMachine.compute(), DatasetLookup.none());
    LinearAlgebra algebra =
        (LinearAlgebra)
            new SettingsBinder(bare).bindPlugin(Kind.LINEAR_ALGEBRA, "java", "java").value();
    Machine machine =
        new Machine(2, 1 << 28, new LinearAlgebraChoice("java", algebra, "test"), "auto");
    SettingsContext plugins = registry.context(machine.compute(), DatasetLookup.none());
    return new Workspace("test", machine, plugins, new DatasetLibrary(plugins), List.of(typed));
  }

  /** Remembers which units were measured, and gives the signal after so many of them. */
  private static final class Watched implements Progress {
    private static final Pattern UNIT = Pattern.compile("(\\d+) of (\\d+)   (.*?)   .*");

    private final StopSignal stop = new StopSignal();
    private final List<String> units = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final int most;
    private int total;

    Watched(int most) {
      this.most = most;
    }

    @Override
    public void phase(String what) {}

    @Override
    public void step(FlowStep step, long made, long total) {}

    @Override
    public void note(String message) {
      notes.add(message);
      Matcher unit = UNIT.matcher(message);
      if (unit.matches()) {
        units.add(unit.group(3));
        total = Integer.parseInt(unit.group(2));
      }
      if (units.size() == most) {
        stop.request();
      }
    }

    @Override
    public void detail(String message) {}
  }

  private static RecipeExperiment experiment(Workspace workspace, Watched progress) {
    return new RecipeExperiment(
        Tasks.builtIn(),
        new Task.Call(workspace, progress, progress.stop, FlowRequest.Checkpoints.DEFAULT));
  }

  private RunOutcome start(String recipe, String name, Watched progress) throws IOException {
    Workspace workspace = workspace("otium", "run", "recipe.yaml");
    RecipePlan plan =
        RecipePlan.of(
            "recipe", "recipe.yaml", recipe, Map.of(), List.of(), Tasks.builtIn(), workspace);
    return experiment(workspace, progress).start(plan, recipe, folder.resolve(name));
  }

  private RunOutcome resume(String name, Watched progress) throws IOException {
    return experiment(workspace("otium", "run", "--resume", name), progress)
        .resume(folder.resolve(name));
  }

  private static Map<String, Object> manifest(Path run) throws IOException {
    return Json.read(run.resolve("manifest.json"));
  }

  /** A page without how long its parts took. */
  private static String page(Path run, String file) throws IOException {
    return Files.readString(run.resolve(file)).replaceAll("(?s)<h2>Time</h2>.*?</section>", "");
  }

  @Test
  void recipeThatIsStoppedBeforeAnythingIsMeasuredShowsNoTables() throws IOException {
    Watched progress = new Watched(NEVER);
    progress.stop.request();
    RunOutcome stopped = start(TRANSFER + "sweep: {samples: [40, 30]}\n", "none", progress);
    assertFalse(stopped.finished());
    assertEquals(List.of("0 of 2 runs finished."), stopped.summary());
  }

  private void assertSame(String recipe, int firstEnd, int secondEnd, String... tables)
      throws IOException {
    Watched undisturbed = new Watched(NEVER);
    Path whole = start(recipe, "whole", undisturbed).folder();
    assertEquals(undisturbed.total, undisturbed.units.size());
    Watched first = new Watched(firstEnd);
    RunOutcome stopped = start(recipe, "part", first);
    assertFalse(stopped.finished());
    assertEquals(List.of("Stopped before the end; what is finished was kept."), stopped.summary());
    Path part = stopped.folder();
    assertEquals("interrupted", manifest(part).get("status"));
    Watched second = new Watched(secondEnd);
    assertFalse(resume("part", second).finished());
    String kept = "Continuing after " + firstEnd + " of " + undisturbed.total + " units of work.";
    assertEquals(kept, second.notes.getFirst());
    Watched third = new Watched(NEVER);
    assertTrue(resume("part", third).finished());
    List<String> measured = new ArrayList<>(first.units);
    measured.addAll(second.units);
    measured.addAll(third.units);
    assertEquals(undisturbed.units, measured, "units are measured once, in the same order");
    assertEquals(measured.size(), new HashSet<>(measured).size());
    for (String table : tables) {
      assertEquals(
          Files.readString(whole.resolve(table)), Files.readString(part.resolve(table)), table);
    }
    for (String page : List.of("report.html", "report.json")) {
      assertTrue(page(whole, page).contains("otium run recipe.yaml"), page);
      assertEquals(page(whole, page), page(part, page), page);
    }
    for (String key : List.of("result", "shares", "warnings", "settings", "plugins")) {
      assertEquals(manifest(whole).get(key), manifest(part).get(key), key);
    }
    assertEquals(2, ((List<?>) manifest(part).get("resumed")).size());
    assertFalse(Files.exists(part.resolve("units.json")));
    byte[] manifest = Files.readAllBytes(part.resolve("manifest.json"));
    RunOutcome over = resume("part", new Watched(NEVER));
    assertTrue(over.finished());
    assertTrue(over.summary().getFirst().contains("is finished"), over.summary()::toString);
    assertArrayEquals(manifest, Files.readAllBytes(part.resolve("manifest.json")));
  }

  @Test
  void pretrainingGoesOnToTheSameBytes() throws IOException {
    // In the middle of the first repetition, whose maps are learned again, and in the second.
    assertSame(TRANSFER, 3, 60, "accuracy.csv", "simplex.csv");
  }

  @Test
  void fewSamplesGoOnToTheSameBytes() throws IOException {
    // Between two ways to learn from one flow, and at the end of a repetition.
    assertSame(K_SHOT, 4, 10, "accuracy.csv");
  }

  @Test
  void runsOfARecipeGoOnToo() throws IOException {
    String recipe = K_SHOT + "variants:\n  one: {seed: 1}\n  two: {seed: 2}\n";
    Watched undisturbed = new Watched(NEVER);
    Path whole = start(recipe, "whole", undisturbed).folder();
    Watched first = new Watched(undisturbed.total + 2);
    assertFalse(start(recipe, "part", first).finished());
    Watched second = new Watched(NEVER);
    assertTrue(resume("part", second).finished());
    assertEquals(2 * undisturbed.total, first.units.size() + second.units.size());
    for (String file : List.of("one/accuracy.csv", "two/accuracy.csv")) {
      assertEquals(
          Files.readString(whole.resolve(file)),
          Files.readString(folder.resolve("part").resolve(file)),
          file);
    }
  }

  @Test
  void whatIsStoppedBeforeAnythingIsFinishedBeginsAgain() throws IOException {
    Watched none = new Watched(NEVER);
    none.stop.request();
    RunOutcome stopped = start(K_SHOT, "part", none);
    assertEquals(List.of("Stopped before the end; nothing is finished yet."), stopped.summary());
    Watched all = new Watched(NEVER);
    assertTrue(resume("part", all).finished());
    assertEquals(all.total, all.units.size());
  }

  private Path stopped(String recipe) throws IOException {
    return start(recipe, "part", new Watched(3)).folder();
  }

  private InvalidInputException refused() {
    return assertThrows(InvalidInputException.class, () -> resume("part", new Watched(NEVER)));
  }

  @Test
  void otherSettingsAreRefused() throws IOException {
    Path manifest = stopped(K_SHOT).resolve("manifest.json");
    String before = Files.readString(manifest);
    Files.writeString(manifest, before.replace("\"max-iterations\" : 3", "\"max-iterations\" : 4"));
    assertTrue(refused().what().contains("are not those that the run in"), refused().what());
    Files.writeString(manifest, before);
    assertTrue(resume("part", new Watched(NEVER)).finished());
  }

  @Test
  void changedDatasetsAreRefused() throws IOException {
    StringBuilder rows = new StringBuilder("x,y,label\n");
    for (int i = 0; i < 40; i++) {
      rows.append(i % 7).append(',').append(i % 5).append(',').append(i % 2).append('\n');
    }
    Path file = Files.writeString(folder.resolve("points.csv"), rows);
    String recipe =
        K_SHOT
            .replace("\"glyphs{per-class: 8, size: 16}\"", file.toString())
            .replace("\"glyphs{per-class: 5, size: 16}\"", file.toString());
    stopped(recipe);
    Files.writeString(file, rows.append("9,9,1\n"));
    assertTrue(refused().what().contains("has changed since the run began"), refused().what());
  }

  @Test
  void damagedUnitsAreToldAndMeasuredAgainOnceRemoved() throws IOException {
    Path units = stopped(K_SHOT).resolve("units.json");
    String whole = Files.readString(units);
    Files.writeString(units, whole.substring(0, whole.length() / 2));
    String remedy =
        "Restore it, remove it to measure everything again, or start in another folder.";
    assertTrue(refused().what().contains("is damaged"), refused().what());
    assertEquals(remedy, refused().remedy());
    Files.writeString(units, whole.replaceFirst("\"numbers\":\\[0\\.", "\"numbers\":[0.9"));
    assertTrue(refused().what().contains("is damaged"), refused().what());
    assertEquals(remedy, refused().remedy());
    Files.delete(units);
    Watched all = new Watched(NEVER);
    assertTrue(resume("part", all).finished());
    assertEquals(all.total, all.units.size());
  }

  @Test
  void folderWithUnitsIsToldHowToGoOn() throws IOException {
    stopped(K_SHOT);
    InvalidInputException taken =
        assertThrows(InvalidInputException.class, () -> start(K_SHOT, "part", new Watched(NEVER)));
    assertTrue(taken.remedy().contains("--resume"), taken.remedy());
  }

  @Test
  void wrongRequestLeavesNoFolder() {
    String oneWay = "{name: random-convolution, filters: 2}";
    String recipe = TRANSFER.replace("{name: pca, components: 3}", oneWay);
    InvalidInputException wrong =
        assertThrows(InvalidInputException.class, () -> start(recipe, "wrong", new Watched(NEVER)));
    assertTrue(wrong.what().contains("without a way back"), wrong.what());
    assertFalse(Files.exists(folder.resolve("wrong")));
  }

  @Test
  void timesAreThoseOfAllProcesses() throws IOException {
    Path part = stopped(K_SHOT);
    double known = 0;
    for (Object row :
        (List<?>) Objects.requireNonNull(Json.read(part.resolve("units.json")).get("units"))) {
      known += ((Number) Objects.requireNonNull(((Map<?, ?>) row).get("seconds"))).doubleValue();
    }
    assertTrue(resume("part", new Watched(NEVER)).finished());
    Map<?, ?> seconds = (Map<?, ?>) Objects.requireNonNull(manifest(part).get("seconds"));
    double told = ((Number) Objects.requireNonNull(seconds.get("2 a class"))).doubleValue();
    assertTrue(told > known, told + " s in all, " + known + " s before");
  }

  @Test
  void howLongTheRestTakesIsTold() throws IOException {
    Watched progress = new Watched(NEVER);
    start(K_SHOT, "whole", progress);
    List<String> told = progress.notes.stream().filter(note -> note.contains(" of 28 ")).toList();
    assertEquals(28, told.size());
    assertTrue(
        told.getFirst().startsWith("1 of 28   2 a class, repetition 1: target only   "),
        told.getFirst());
    assertTrue(told.getFirst().endsWith(" left"), told.getFirst());
    assertFalse(told.getLast().endsWith(" left"), told.getLast());
  }
}
