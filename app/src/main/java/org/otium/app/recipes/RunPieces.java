package org.otium.app.recipes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.otium.api.ClusterJob;
import org.otium.api.InvalidInputException;
import org.otium.api.OtiumException;
import org.otium.app.experiment.LentWorkspace;
import org.otium.app.experiment.Progress;
import org.otium.app.experiment.RunOutcome;
import org.otium.app.experiment.StopSignal;
import org.otium.app.experiment.Workspace;
import org.otium.app.experiment.flow.FlowRequest;
import org.otium.app.runs.FolderTree;
import org.otium.app.runs.Json;
import org.otium.spi.ClusterWork;

/**
 * Runs as pieces of a job. A run is made in a folder that no other attempt knows, and moved to its
 * place when it is complete, so that a process that dies leaves nothing there and of two attempts
 * one counts.
 */
public final class RunPieces implements ClusterWork.Pieces {
  /** What jobs call it. */
  public static final String WORK = "runs";

  private final Workspace workspace;
  private final Task task;
  private final Map<String, Map<String, Object>> settings = new LinkedHashMap<>();
  private final Map<String, Path> folders = new LinkedHashMap<>();
  private final String attempts;

  /**
   * The pieces of a job.
   *
   * @param job what {@link #job} says of it
   * @param workspace where they are done
   */
  public RunPieces(Map<String, Object> job, Workspace workspace) {
    this.workspace = workspace;
    this.attempts = String.valueOf(job.get("attempts"));
    String name = String.valueOf(job.get("task"));
    this.task =
        Tasks.builtIn()
            .find(name)
            .orElseThrow(() -> new IllegalArgumentException("there is no task '" + name + "'"));
    if (job.get("runs") instanceof List<?> runs) {
      for (RecipeRuns.Run run : RecipeRuns.of(runs).all()) {
        settings.put(run.name(), run.settings());
      }
    }
    if (job.get("folders") instanceof Map<?, ?> paths) {
      paths.forEach((run, path) -> folders.put(String.valueOf(run), Path.of(path.toString())));
    }
  }

  /**
   * Runs as a job.
   *
   * @param workspace what decides the numbers
   * @param task what they do
   * @param runs their names and settings
   * @param folders where each leaves its files, on a file system that all machines share
   * @param attempts what the names of the folders of attempts begin with, those of this job alone
   */
  static ClusterJob job(
      Workspace workspace, Task task, RecipeRuns runs, Map<String, Path> folders, String attempts) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("workspace", LentWorkspace.described(workspace));
    tree.put("task", task.name());
    tree.put("runs", runs.tree());
    tree.put("attempts", attempts);
    Map<String, String> paths = new LinkedHashMap<>();
    folders.forEach((run, path) -> paths.put(run, path.toAbsolutePath().normalize().toString()));
    tree.put("folders", paths);
    return new ClusterJob(
        WORK, Json.compact(tree), runs.all().stream().map(RecipeRuns.Run::name).toList());
  }

  /**
   * How a run ended elsewhere.
   *
   * @param summary what came of it, in a few lines
   * @param warnings what to keep in mind
   * @param failure why it could not be done; empty if it was
   * @param remedy what to do about that
   * @param isInput whether its input is why
   */
  record Ended(
      List<String> summary, List<String> warnings, String failure, String remedy, boolean isInput) {
    static Ended of(byte[] result) {
      Map<String, Object> tree = Json.read(new String(result, StandardCharsets.UTF_8));
      return new Ended(
          lines(tree.get("summary")),
          lines(tree.get("warnings")),
          String.valueOf(tree.getOrDefault("failure", "")),
          String.valueOf(tree.getOrDefault("remedy", "")),
          Boolean.TRUE.equals(tree.get("is-input")));
    }

    private static List<String> lines(@Nullable Object list) {
      return list instanceof List<?> lines
          ? lines.stream().map(String::valueOf).toList()
          : List.of();
    }

    byte[] bytes() {
      Map<String, Object> tree = new LinkedHashMap<>();
      tree.put("summary", summary);
      tree.put("warnings", warnings);
      tree.put("failure", failure);
      tree.put("remedy", remedy);
      tree.put("is-input", isInput);
      return Json.compact(tree).getBytes(StandardCharsets.UTF_8);
    }

    OtiumException thrown() {
      return isInput
          ? new InvalidInputException(failure, remedy)
          : new OtiumException(failure, remedy);
    }
  }

  @Override
  public byte[] piece(String key, BooleanSupplier stopped) throws IOException {
    Path folder = folders.getOrDefault(key, Path.of(""));
    Map<String, Object> run = settings.getOrDefault(key, Map.of());
    Path parent = folder.toAbsolutePath().normalize().getParent();
    if (parent == null || !Files.isDirectory(parent)) {
      throw new InvalidInputException(
          "a worker of the cluster does not see the folder '"
              + parent
              + "', where runs are written",
          "Choose an --out that all machines share.");
    }
    Task.Call call =
        new Task.Call(
            workspace, Progress.untold(), new StopSignal(stopped), FlowRequest.Checkpoints.DEFAULT);
    RunRecord before = RunRecord.of(folder);
    try {
      if (before.finished()) {
        // An attempt whose answer was lost.
        return new Ended(List.of(), List.of(), "", "", false).bytes();
      }
      return before.exists() && Files.exists(folder.resolve(org.otium.app.runs.RunFolder.MANIFEST))
          ? ended(task.resume(call, run, folder))
          : moved(call, run, folder, parent);
    } catch (OtiumException e) {
      return new Ended(
              List.of(), List.of(), e.what(), e.remedy(), e instanceof InvalidInputException)
          .bytes();
    }
  }

  private byte[] moved(Task.Call call, Map<String, Object> run, Path folder, Path parent)
      throws IOException {
    Path attempt = Files.createTempDirectory(parent, attempts);
    try {
      Path made = attempt.resolve(String.valueOf(folder.getFileName()));
      byte[] result = ended(task.start(call, run, made));
      try {
        move(made, folder);
      } catch (FileSystemException e) {
        if (!RunRecord.of(folder).finished()) {
          throw e;
        }
      }
      return result;
    } finally {
      FolderTree.delete(attempt);
    }
  }

  private static void move(Path made, Path folder) throws IOException {
    try {
      Files.move(made, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(made, folder);
    }
  }

  private static byte[] ended(RunOutcome outcome) {
    if (!outcome.finished()) {
      throw new CancellationException("stopped");
    }
    return new Ended(outcome.summary(), outcome.warnings(), "", "", false).bytes();
  }

  /** The beginning of the names of the folders of attempts, for a new job. */
  static String newAttempts() {
    return ".attempt-" + ProcessHandle.current().pid() + "-" + System.nanoTime() + "-";
  }

  /** Removes what attempts of a job left in a folder whose processes were killed. */
  static void removeAttempts(Path folder, String beginning) throws IOException {
    List<Path> attempts = new ArrayList<>();
    try (Stream<Path> children = Files.list(folder)) {
      children
          .filter(child -> String.valueOf(child.getFileName()).startsWith(beginning))
          .forEach(attempts::add);
    }
    for (Path attempt : attempts) {
      FolderTree.delete(attempt);
    }
  }
}
