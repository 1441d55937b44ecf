package org.otium.app.recipes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.otium.api.InvalidInputException;
import org.otium.api.OtiumException;
import org.otium.app.experiment.Manifest;
import org.otium.app.experiment.RunOutcome;
import org.otium.app.experiment.flow.FlowExperiment;
import org.otium.app.report.ReportContent;
import org.otium.app.runs.AtomicFile;
import org.otium.app.runs.HeldRun;
import org.otium.app.runs.Json;
import org.otium.app.runs.RunFolder;
import org.otium.app.text.Numbers;
import org.otium.app.text.ShellWord;

/**
 * Runs recipes. A recipe with one run leaves the folder that its task leaves; one with several
 * leaves a folder with a folder for each, and a page that puts them side by side.
 */
public final class RecipeExperiment {
  /** What manifests call a recipe with several runs. */
  public static final String COMMAND = "run";

  private final Tasks tasks;
  private final Task.Call call;

  /**
   * An experiment.
   *
   * @param tasks what recipes can do
   * @param call what they are done with
   */
  public RecipeExperiment(Tasks tasks, Task.Call call) {
    this.tasks = tasks;
    this.call = call;
  }

  /**
   * Runs a recipe.
   *
   * @param plan what it will do
   * @param yaml its text, kept beside the runs
   * @param out a new folder
   * @return what came of it
   * @throws InvalidInputException if the folder cannot be used; nothing was written then
   * @throws IOException if the folder cannot be written
   */
  public RunOutcome start(RecipePlan plan, String yaml, Path out) throws IOException {
    if (plan.recipe().isSingle()) {
      Map<String, Object> settings = plan.runs().getFirst().settings();
      Map<String, String> about = RecipeHeading.of(plan.recipe());
      Optional<ClusterRuns> elsewhere = elsewhere(plan.task());
      RunOutcome outcome =
          elsewhere.isPresent() && !plan.task().hasPieces()
              ? elsewhere.get().start(settings, out)
              : plan.task().start(named(about), settings, out);
      RecipeHeading.write(about, out);
      return outcome;
    }
    RunFolder.check(out);
    try (RunFolder folder = RunFolder.create(out)) {
      Manifest manifest = Manifest.start(folder, call.workspace(), COMMAND);
      RecipeRuns runs = RecipeRuns.of(plan);
      manifest.put("recipe", about(plan.recipe())).put("runs", runs.tree());
      AtomicFile.write(folder.file(RunFolder.RECIPE), yaml);
      manifest.write();
      return all(folder, manifest, plan.recipe(), plan.task(), runs);
    }
  }

  /**
   * Goes on with a recipe that was interrupted: runs that are finished are left alone, the others
   * come to the results that they would have had.
   *
   * @param path the folder of the recipe, or of a single run
   * @return what came of it
   * @throws InvalidInputException if there is nothing to continue
   * @throws IOException if the folder cannot be read or written
   */
  public RunOutcome resume(Path path) throws IOException {
    Path written = path.resolve(RunFolder.MANIFEST);
    if (!Files.exists(written)) {
      throw new InvalidInputException(
          (Files.isDirectory(path)
              ? "folder '" + path + "' holds no run"
              : "there is no folder '" + path + "'"),
          "Give the folder of an interrupted recipe to --resume.");
    }
    Map<String, Object> before = Json.read(written);
    String command = String.valueOf(before.get("command"));
    Optional<Task> single = tasks.find(command);
    if (single.isPresent()) {
      if (RunRecord.of(path).finished()) {
        return leftAlone(path, command);
      }
      Map<String, String> about = RecipeHeading.of(before);
      Optional<ClusterRuns> elsewhere = elsewhere(single.get());
      RunOutcome outcome =
          elsewhere.isPresent() && !single.get().hasPieces()
              ? elsewhere.get().one(settings(before), path)
              : single.get().resume(named(about), settings(before), path);
      RecipeHeading.write(about, path);
      return outcome;
    }
    HeldRun.check(path, COMMAND);
    try (RunFolder folder = RunFolder.again(path)) {
      Manifest manifest = Manifest.resume(folder, call.workspace());
      RecipeRuns runs = RecipeRuns.of(manifest.get("runs")).withoutFailures();
      Recipe recipe = recipe(manifest.get("recipe"));
      Task task = task(tasks, recipe);
      if (SideBySide.of(runs, task, path).finished() == runs.all().size()
          && Files.exists(folder.file(RunFolder.REPORT))) {
        throw new InvalidInputException(
            "all runs of the recipe in '" + path + "' are finished",
            "Run the recipe again with another --out.");
      }
      manifest.put("status", "running");
      manifest.write();
      return all(folder, manifest, recipe, task, runs);
    }
  }

  /** A single run that came to its end. */
  private static RunOutcome leftAlone(Path path, String command) {
    List<String> summary = new ArrayList<>();
    summary.add("The run in '" + path + "' is finished, and left alone.");
    if (command.equals(FlowExperiment.COMMAND)) {
      summary.add(
          "More steps are made by: otium flow --resume " + ShellWord.quoted(path) + " --steps N");
    }
    return new RunOutcome(path, true, summary, List.of());
  }

  /** What the only run of a recipe is done with. */
  private Task.Call named(Map<String, String> about) {
    return new Task.Call(
        call.workspace().forRecipe(about), call.progress(), call.stop(), call.checkpoints());
  }

  private Optional<ClusterRuns> elsewhere(Task task) {
    return call.workspace().cluster().map(cluster -> new ClusterRuns(call, cluster, task));
  }

  private RunOutcome all(
      RunFolder folder, Manifest manifest, Recipe recipe, Task task, RecipeRuns runs)
      throws IOException {
    Made made =
        call.workspace().cluster().isPresent()
            ? elsewhere(folder, manifest, task, runs)
            : here(folder, manifest, task, runs);
    RecipeRuns known = made.known();
    boolean stopped = made.stopped();
    Map<String, Double> seconds = new LinkedHashMap<>();
    SideBySide page = SideBySide.of(known, task, folder.path());
    for (RecipeRuns.Run run : known.all()) {
      seconds.put(run.name(), RunRecord.of(folder.file(run.name())).seconds());
    }
    boolean finished = page.finished() == known.all().size();
    manifest.put("result", page.outcome());
    manifest.finish(finished ? "finished" : stopped ? "interrupted" : "failed", seconds);
    Path report = folder.file(RunFolder.REPORT);
    page.page(about(recipe, manifest.tree(), folder.path())).publish(folder.path());
    List<String> failures =
        known.all().stream()
            .filter(run -> !run.failure().isEmpty())
            .map(run -> run.name() + " failed: " + run.failure())
            .toList();
    if (!finished && !stopped) {
      throw new RunsFailed(report, page.finished() == 0 ? "" : page.table(), failures);
    }
    String line =
        Numbers.count(page.finished())
            + " of "
            + Numbers.counted(known.all().size(), "run")
            + " finished.";
    List<String> summary = new ArrayList<>();
    if (page.isMeasured()) {
      summary.add(page.table().stripTrailing());
      summary.addAll(page.beside(recipe.paper()));
    }
    summary.add(line);
    return new RunOutcome(folder.path(), finished, summary, failures);
  }

  /**
   * Runs that were made.
   *
   * @param known all runs, with the failures of those that failed
   * @param stopped whether that was the end before the end
   */
  private record Made(RecipeRuns known, boolean stopped) {}

  private Made here(RunFolder folder, Manifest manifest, Task task, RecipeRuns runs)
      throws IOException {
    RecipeRuns known = runs;
    boolean stopped = false;
    Set<String> told = new HashSet<>();
    int number = 0;
    for (RecipeRuns.Run run : runs.all()) {
      number++;
      Path path = folder.file(run.name());
      RunRecord before = RunRecord.of(path);
      if (before.finished()) {
        continue;
      }
      if (call.stop().isRequested()) {
        stopped = true;
        break;
      }
      call.progress().note("Run " + number + " of " + runs.all().size() + ": " + run.name());
      try {
        RunOutcome outcome =
            before.exists()
                ? task.resume(call, run.settings(), path)
                : task.start(call, run.settings(), path);
        stopped = !outcome.finished();
        for (String warning : outcome.warnings()) {
          // What is so in all runs is told with the first.
          if (told.add(warning)) {
            call.progress().note("Note: " + warning);
          }
        }
      } catch (CancellationException e) {
        stopped = true;
        break;
      } catch (OtiumException e) {
        // The other runs may nevertheless tell something.
        call.progress().note(run.name() + " failed");
        known = known.withFailure(run.name(), withRemedy(e.what(), e.remedy()));
        manifest.put("runs", known.tree());
        manifest.write();
      }
      if (stopped) {
        break;
      }
    }
    return new Made(known, stopped);
  }

  private Made elsewhere(RunFolder folder, Manifest manifest, Task task, RecipeRuns runs)
      throws IOException {
    List<RecipeRuns.Run> missing = new ArrayList<>();
    for (RecipeRuns.Run run : runs.all()) {
      if (!RunRecord.of(folder.file(run.name())).finished()) {
        missing.add(run);
      }
    }
    RecipeRuns[] known = {runs};
    boolean ended =
        elsewhere(task)
            .orElseThrow()
            .all(
                new RecipeRuns(missing),
                folder.path(),
                (name, how) -> {
                  if (how.failure().isEmpty()) {
                    call.progress().note(name + " finished");
                    return;
                  }
                  call.progress().note(name + " failed");
                  known[0] = known[0].withFailure(name, withRemedy(how.failure(), how.remedy()));
                });
    manifest.put("runs", known[0].tree());
    return new Made(known[0], !ended);
  }

  /** Why a run failed and what to do about it, in a line. */
  private static String withRemedy(String what, String remedy) {
    String first = what.strip();
    return remedy.isBlank() ? first : first + (first.endsWith(".") ? " " : ". ") + remedy.strip();
  }

  private static Map<String, Object> about(Recipe recipe) {
    Map<String, Object> about = new LinkedHashMap<>();
    about.put("name", recipe.name());
    about.put("title", recipe.title());
    about.put("figure", recipe.figure());
    about.put("task", recipe.task());
    about.put("scale", recipe.scale());
    about.put("paper", recipe.paper().tree());
    return about;
  }

  private static Recipe recipe(Object tree) {
    Map<?, ?> about = tree instanceof Map<?, ?> map ? map : Map.of();
    return new Recipe(
        String.valueOf(about.get("name")),
        String.valueOf(about.get("title")),
        String.valueOf(about.get("figure")),
        "",
        String.valueOf(about.get("task")),
        String.valueOf(about.get("scale")),
        Map.of(),
        Map.of(),
        Paper.of(Objects.requireNonNullElse(about.get("paper"), "")),
        Map.of(),
        Map.of(),
        1);
  }

  private static SideBySide.About about(Recipe recipe, Map<String, Object> manifest, Path folder) {
    return new SideBySide.About(
        "recipe",
        recipe.title(),
        recipe.figure(),
        recipe.paper(),
        "of the task '" + recipe.task() + "'",
        folder,
        Manifest.machine(manifest),
        Manifest.commandLine(manifest));
  }

  /**
   * Puts the page of a recipe together again from what its runs left.
   *
   * @param tasks what recipes can do
   * @param folder the folder of the recipe
   * @return what the page is put together from
   * @throws IOException if the folder cannot be read
   */
  public static ReportContent page(Tasks tasks, Path folder) throws IOException {
    Map<String, Object> manifest = Json.read(folder.resolve(RunFolder.MANIFEST));
    Recipe recipe = recipe(manifest.getOrDefault("recipe", ""));
    RecipeRuns runs = RecipeRuns.of(manifest.getOrDefault("runs", ""));
    return SideBySide.of(runs, task(tasks, recipe), folder).page(about(recipe, manifest, folder));
  }

  private static Task task(Tasks tasks, Recipe recipe) {
    return tasks
        .find(recipe.task())
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "there is no task '" + recipe.task() + "' any more",
                    "There are: " + String.join(", ", tasks.names()) + "."));
  }

  /**
   * The settings that a manifest holds, as a task takes them.
   *
   * @param manifest the manifest of a single run
   * @return a tree that means the same in every working directory
   */
  public static Map<String, Object> settings(Map<String, Object> manifest) {
    Map<String, Object> settings = new LinkedHashMap<>();
    if (manifest.get("settings") instanceof Map<?, ?> map) {
      map.forEach((key, value) -> settings.put(String.valueOf(key), value));
    }
    for (String role : List.of("from", "to", "target", "test", "datasets")) {
      Object reference = manifest.get(role);
      if (reference != null) {
        settings.put(role, reference);
      }
    }
    return settings;
  }
}
