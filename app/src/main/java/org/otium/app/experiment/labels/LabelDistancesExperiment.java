package org.otium.app.experiment.labels;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.otium.api.InvalidInputException;
import org.otium.app.experiment.Faults;
import org.otium.app.experiment.Manifest;
import org.otium.app.experiment.Progress;
import org.otium.app.experiment.RunOutcome;
import org.otium.app.experiment.StopSignal;
import org.otium.app.experiment.Timings;
import org.otium.app.experiment.Workspace;
import org.otium.app.runs.HeldRun;
import org.otium.app.runs.JsonTree;
import org.otium.app.runs.RunFolder;
import org.otium.app.text.ShellWord;
import org.otium.settings.Problem;

/**
 * Finds the statistics of the classes of datasets in one pass over their samples, and compares all
 * classes with each other. What is finished stays where a run ends early, and is not made again.
 */
public final class LabelDistancesExperiment {
  /** What manifests and recipes call it. */
  public static final String COMMAND = ClassesPlan.WORK;

  private static final String DATASETS = "datasets";
  private static final String LEAVE_OUT = "leave-out-damaged";

  private static final String LEAVING_OUT = "leave them out with --leave-out-damaged";

  private final Workspace workspace;
  private final Progress progress;
  private final StopSignal stop;
  private final ClassesPlanner planner;
  private final ClassesMemory memory;

  /**
   * An experiment.
   *
   * @param workspace what it works with, on its cluster if there is one
   * @param progress is told how it goes
   * @param stop ends it early
   */
  public LabelDistancesExperiment(Workspace workspace, Progress progress, StopSignal stop) {
    this.workspace = workspace;
    this.progress = progress;
    this.stop = stop;
    this.planner = new ClassesPlanner(workspace, progress);
    this.memory = new ClassesMemory(workspace.machine().memoryBudget());
  }

  /**
   * Finds what is wrong with a request without reading or making anything.
   *
   * @param workspace what there is
   * @param datasets text or trees with a {@code name}
   * @param tree settings of {@link LabelDistancesSettings}
   * @return every problem; empty if there is none
   */
  public static List<Problem> problems(
      Workspace workspace, List<?> datasets, Map<String, Object> tree) {
    return ClassesPlanner.problems(workspace, datasets, tree);
  }

  /**
   * Compares the classes of datasets.
   *
   * @param datasets text or trees with a {@code name}
   * @param tree settings of {@link LabelDistancesSettings}
   * @param out a new folder
   * @return what came of it
   * @throws InvalidInputException if anything is wrong with the request
   * @throws IOException if the folder cannot be written
   */
  public RunOutcome run(List<?> datasets, Map<String, Object> tree, Path out) throws IOException {
    return run(datasets, tree, out, false);
  }

  /**
   * Compares the classes of datasets.
   *
   * @param datasets text or trees with a {@code name}
   * @param tree settings of {@link LabelDistancesSettings}
   * @param out a new folder
   * @param leaveOut whether damaged files of datasets that are read file by file are left out
   * @return what came of it
   * @throws InvalidInputException if anything is wrong with the request
   * @throws IOException if the folder cannot be written
   */
  public RunOutcome run(List<?> datasets, Map<String, Object> tree, Path out, boolean leaveOut)
      throws IOException {
    RunFolder.check(out);
    // What is wrong with the request leaves no folder behind.
    ClassesPlanner.Prepared prepared = planner.prepared(datasets, tree, out, leaveOut, LEAVING_OUT);
    RunFolder folder = RunFolder.create(out);
    return run(prepared, folder, started(folder, datasets, prepared));
  }

  /**
   * Goes on with a run that ended early: what it finished stays.
   *
   * @param folder the folder of the run
   * @return what came of it
   * @throws InvalidInputException if there is no such run there, or if its datasets have changed
   * @throws IOException if the folder cannot be read or written
   */
  public RunOutcome resume(Path folder) throws IOException {
    return resume(folder, false);
  }

  /**
   * Goes on with a run that ended early: what it finished stays.
   *
   * @param folder the folder of the run
   * @param leaveOut whether damaged files are left out from now on; they are anyway if they were
   * @return what came of it
   * @throws InvalidInputException if there is no such run there, or if its datasets have changed
   * @throws IOException if the folder cannot be read or written
   */
  public RunOutcome resume(Path folder, boolean leaveOut) throws IOException {
    HeldRun.check(folder, COMMAND);
    if (!Files.isRegularFile(folder.resolve(RunFolder.MANIFEST))) {
      throw new InvalidInputException(
          Files.isDirectory(folder)
              ? "folder '" + folder + "' holds no run"
              : "there is no folder '" + folder + "'",
          "Give the folder of an interrupted run to --resume.");
    }
    RunFolder held = RunFolder.again(folder);
    try {
      Manifest manifest = Manifest.resume(held, workspace);
      if ("finished".equals(manifest.get("status"))) {
        throw new InvalidInputException(
            "the classes of '" + folder + "' were compared", "Compare again with another --out.");
      }
      List<?> datasets = JsonTree.list(manifest.tree(), DATASETS);
      boolean leavesOut = leaveOut || Boolean.TRUE.equals(manifest.get(LEAVE_OUT));
      // What began with all of its files cannot go on with some.
      ClassesPlanner.Prepared prepared =
          planner.prepared(
              datasets,
              manifest.settings(),
              folder,
              leavesOut,
              "compare again in another folder with --leave-out-damaged");
      manifest.put("status", "running").put(LEAVE_OUT, leavesOut);
      return run(prepared, held, manifest);
    } catch (RuntimeException | IOException e) {
      held.close();
      throw e;
    }
  }

  /**
   * Goes on with a run, or starts it again if it had not begun.
   *
   * @param datasets text or trees with a {@code name}
   * @param tree settings of {@link LabelDistancesSettings}
   * @param out the folder that it was given
   * @return what came of it
   * @throws InvalidInputException if it cannot go on
   * @throws IOException if the folder cannot be read or written
   */
  public RunOutcome restart(List<?> datasets, Map<String, Object> tree, Path out)
      throws IOException {
    if (Files.isRegularFile(out.resolve(RunFolder.MANIFEST))) {
      return resume(out);
    }
    ClassesPlanner.Prepared prepared = planner.prepared(datasets, tree, out, false, LEAVING_OUT);
    RunFolder folder = RunFolder.again(out);
    return run(prepared, folder, started(folder, datasets, prepared));
  }

  private Manifest started(RunFolder folder, List<?> datasets, ClassesPlanner.Prepared prepared) {
    Manifest manifest = Manifest.start(folder, workspace, COMMAND);
    manifest.put(DATASETS, datasets.stream().map(workspace.library()::anywhere).toList());
    manifest.put("settings", prepared.plan().settings());
    manifest.put(LEAVE_OUT, prepared.leaveOut());
    return manifest.put("seed", prepared.plan().seed());
  }

  private RunOutcome run(ClassesPlanner.Prepared prepared, RunFolder folder, Manifest manifest)
      throws IOException {
    Timings timings = new Timings();
    try (folder) {
      manifest.write();
      try {
        return made(prepared, folder, manifest, timings);
      } catch (CancellationException e) {
        manifest.finish("interrupted", timings.seconds());
        return new RunOutcome(
            folder.path(),
            false,
            List.of("Stopped before the end; what is finished was kept."),
            List.of());
      } catch (UncheckedIOException e) {
        manifest.fail(e, timings.seconds());
        throw e.getCause();
      } catch (RuntimeException | IOException | Error e) {
        if (e instanceof InvalidInputException && holdsNothing(prepared.plan())) {
          prepared.plan().files().clear();
          folder.abandon(List.of(RunFolder.MANIFEST));
        } else {
          manifest.fail(e, timings.seconds());
        }
        throw e;
      }
    }
  }

  /** Whether there is nothing to go on from. */
  private static boolean holdsNothing(ClassesPlan plan) {
    return IntStream.range(0, plan.datasets().size())
        .noneMatch(k -> Files.exists(plan.files().about(k)));
  }

  private RunOutcome made(
      ClassesPlanner.Prepared prepared, RunFolder folder, Manifest manifest, Timings timings)
      throws IOException {
    ClassesPlan plan = prepared.plan();
    ClassesFiles files = plan.files();
    files.make();
    PlanFile.requireSame(plan);
    LabelDistancesSteps steps =
        new LabelDistancesSteps(
            plan, prepared.whole(), prepared.settings(), workspace, progress, stop);
    boolean isFresh = holdsNothing(plan);
    Faults faults = new Faults();
    List<AboutDataset> abouts = steps.statistics(faults);
    if (!faults.isEmpty()) {
      if (isFresh && !faults.areOfDamage()) {
        // Another request is wanted, such as other shapes: there is nothing to go on with.
        files.clear();
      }
      throw told(faults, prepared);
    }
    timings.lap("Statistics of the classes");
    requireOneSpace(abouts);
    LabelDistancesOutputs outputs =
        new LabelDistancesOutputs(folder, plan, workspace, manifest, timings);
    int classes = outputs.statistics(abouts, memory);
    if (classes < 2) {
      throw new InvalidInputException(
          "there is one class in all, and nothing to compare it with",
          "Give datasets with two classes or more.");
    }
    memory.requireDistances(classes);
    timings.lap("Writing the statistics");
    steps.distances();
    timings.lap("Comparing the classes");
    manifest.used(prepared.context());
    progress.phase("Writing the report");
    RunOutcome outcome = outputs.write(prepared.notes());
    files.clear();
    return outcome;
  }

  /** What is wrong with all datasets, and how to go on from those with which nothing is. */
  private static InvalidInputException told(Faults faults, ClassesPlanner.Prepared prepared) {
    boolean goesOn = !holdsNothing(prepared.plan());
    String folder = ShellWord.quoted(prepared.plan().folder());
    return faults.told(
        "datasets",
        prepared.leaveOut()
            ? Optional.empty()
            : Optional.of(
                goesOn
                    ? "leave them out with --resume " + folder + " --leave-out-damaged"
                    : LEAVING_OUT),
        goesOn
            ? Optional.of(
                "The statistics of the other datasets are kept: --resume "
                    + folder
                    + " makes the rest.")
            : Optional.empty());
  }

  private static void requireOneSpace(List<AboutDataset> abouts) {
    AboutDataset last = abouts.getLast();
    for (AboutDataset about : abouts) {
      if (about.shape().dimension() != last.shape().dimension()) {
        throw new InvalidInputException(
            "'"
                + about.name()
                + "' has "
                + about.shape().describe()
                + " after its transforms but '"
                + last.name()
                + "' has "
                + last.shape().describe(),
            "Choose transforms that give all datasets the same features.");
      }
    }
  }
}
