package org.otium.app.recipes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.function.BiConsumer;
import org.otium.api.Cluster;
import org.otium.api.InvalidInputException;
import org.otium.app.experiment.ClusterProgress;
import org.otium.app.experiment.RunOutcome;
import org.otium.app.runs.RunFolder;
import org.otium.settings.Problem;
import org.otium.settings.SettingsException;

/**
 * Runs that a cluster makes, each in one piece.
 *
 * @param call what they are made with
 * @param cluster what makes them
 * @param task what they do
 */
public record ClusterRuns(Task.Call call, Cluster cluster, Task task) {
  /** After so long at most, one machine sees on a network file system what another wrote. */
  private static final int VISIBLE_SECONDS = 60;

  /**
   * Makes the runs of a recipe.
   *
   * @param runs those that are to be made
   * @param folder where each has a folder
   * @param ended is told of each when it has ended
   * @return whether all have ended
   */
  boolean all(RecipeRuns runs, Path folder, BiConsumer<String, RunPieces.Ended> ended)
      throws IOException {
    Map<String, Path> folders = new LinkedHashMap<>();
    runs.all().forEach(run -> folders.put(run.name(), folder.resolve(run.name())));
    String attempts = RunPieces.newAttempts();
    try {
      cluster.run(
          RunPieces.job(call.workspace(), task, runs, folders, attempts),
          new ClusterProgress("run", call.progress(), call.stop()) {
            @Override
            public void done(String key, byte[] result) {
              RunPieces.Ended how = RunPieces.Ended.of(result);
              if (how.failure().isEmpty()) {
                requireHere(folders.getOrDefault(key, folder));
              }
              ended.accept(key, how);
            }
          });
      return true;
    } catch (CancellationException e) {
      if (!call.stop().isRequested()) {
        throw e;
      }
      return false;
    } finally {
      RunPieces.removeAttempts(folder, attempts);
    }
  }

  private static void requireHere(Path folder) {
    try {
      boolean isHere = RunRecord.of(folder).finished();
      for (int second = 0; !isHere && second < VISIBLE_SECONDS; second++) {
        Thread.sleep(1000);
        isHere = RunRecord.of(folder).finished();
      }
      if (!isHere) {
        throw new InvalidInputException(
            "a run was written to '"
                + folder
                + "' on another machine, and is not there on this one",
            "Choose an --out that all machines share.");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("stopped");
    }
  }

  /**
   * Makes a single run.
   *
   * @param settings of its task
   * @param out its folder
   * @return what came of it
   * @throws InvalidInputException if anything is wrong with it
   * @throws IOException if the folder cannot be read or written
   */
  public RunOutcome one(Map<String, Object> settings, Path out) throws IOException {
    List<Problem> problems = task.problems(call.workspace(), settings);
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
    RecipeRuns runs =
        new RecipeRuns(
            List.of(new RecipeRuns.Run("", task.resolved(call.workspace(), settings), "", "")));
    List<RunPieces.Ended> ended = new ArrayList<>();
    String attempts = RunPieces.newAttempts();
    Path parent = Objects.requireNonNull(out.toAbsolutePath().normalize().getParent());
    try {
      cluster.run(
          RunPieces.job(call.workspace(), task, runs, Map.of("", out), attempts),
          new ClusterProgress("run", call.progress(), call.stop()) {
            @Override
            public void done(String key, byte[] result) {
              ended.add(RunPieces.Ended.of(result));
            }
          });
    } catch (CancellationException e) {
      if (!call.stop().isRequested()) {
        throw e;
      }
      return new RunOutcome(
          out, false, List.of("Stopped before the end; nothing was kept."), List.of());
    } finally {
      RunPieces.removeAttempts(parent, attempts);
    }
    RunPieces.Ended how = ended.getFirst();
    if (!how.failure().isEmpty()) {
      throw how.thrown();
    }
    requireHere(out);
    return new RunOutcome(out, true, how.summary(), how.warnings());
  }

  /**
   * Makes a single new run.
   *
   * @param settings of its task
   * @param out a new folder
   * @return what came of it
   * @throws InvalidInputException if anything is wrong with it; nothing was written then
   * @throws IOException if the folder cannot be written
   */
  public RunOutcome start(Map<String, Object> settings, Path out) throws IOException {
    RunFolder.check(out);
    return one(settings, out);
  }
}
