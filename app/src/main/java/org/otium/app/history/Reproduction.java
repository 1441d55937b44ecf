package org.otium.app.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.otium.api.InvalidInputException;
import org.otium.app.experiment.Manifest;
import org.otium.app.recipes.RecipeExperiment;
import org.otium.app.recipes.Task;
import org.otium.app.recipes.Tasks;
import org.otium.app.runs.HeldRun;
import org.otium.app.runs.RunFolder;
import org.otium.app.text.ShellWord;

/**
 * A run that was made again from its manifest.
 *
 * @param first where the run lies
 * @param again where its repetition lies
 * @param parts what was compared, one entry a single run
 * @param notes what else is not as it was
 * @param finished whether all of it was made again
 */
public record Reproduction(
    Path first, Path again, List<Part> parts, List<String> notes, boolean finished) {
  /** Copies the lists. */
  public Reproduction {
    parts = List.copyOf(parts);
    notes = List.copyOf(notes);
  }

  /**
   * A single run and its repetition.
   *
   * @param name what a recipe calls it; empty for a run that is none of a recipe's
   * @param files how they differ, file by file
   */
  public record Part(String name, List<FileDifference> files) {
    /** Copies the list. */
    public Part {
      files = List.copyOf(files);
    }
  }

  /**
   * Finds out whether a run can be made again: it came to its end, and its input is what it was.
   *
   * @param run the run
   * @throws InvalidInputException if it cannot
   * @throws IOException if a file cannot be read
   */
  public static void check(PastRun run) throws IOException {
    if (!run.state().equals("finished")) {
      throw new InvalidInputException(
          "the run in '" + run.folder() + "' did not come to its end: it is " + run.state(),
          HeldRun.continuing(run.command())
              .map(
                  word ->
                      "Continue it first: otium "
                          + word
                          + " --resume "
                          + ShellWord.quoted(run.folder()))
              .orElse("Run it again first."));
    }
    for (PastRun part : run.isRecipe() ? run.parts() : List.of(run)) {
      RunInputs.check(part);
    }
  }

  /**
   * Makes a run again.
   *
   * @param run a run that {@link #check} accepts
   * @param call what it is made with
   * @param tasks what can be done
   * @param out a new folder
   * @return how it differs from the first
   * @throws InvalidInputException if the folder cannot be used, or there is no such task any more
   * @throws IOException if a file cannot be read or written
   */
  public static Reproduction of(PastRun run, Task.Call call, Tasks tasks, Path out)
      throws IOException {
    RunFolder.check(out);
    List<Part> parts = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    boolean finished = true;
    if (run.isRecipe()) {
      Files.createDirectories(out);
      for (PastRun part : run.parts()) {
        String name = String.valueOf(part.folder().getFileName());
        call.progress().note("Again: " + name);
        Path again = out.resolve(name);
        finished = again(part, call, tasks, again);
        if (!finished) {
          break;
        }
        parts.add(new Part(name, FolderDifference.between(part.folder(), again)));
        notes(part, PastRun.read(again), notes);
      }
    } else {
      finished = again(run, call, tasks, out);
      if (finished) {
        parts.add(new Part("", FolderDifference.between(run.folder(), out)));
        notes(run, PastRun.read(out), notes);
      }
    }
    return new Reproduction(run.folder(), out, parts, notes, finished);
  }

  private static boolean again(PastRun run, Task.Call call, Tasks tasks, Path out)
      throws IOException {
    Task task =
        tasks
            .find(run.command())
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        "there is no task '" + run.command() + "' in this version",
                        "There are: " + String.join(", ", tasks.names()) + "."));
    return task.start(call, RecipeExperiment.settings(run.manifest()), out).finished();
  }

  /** Notes what may explain differences. */
  private static void notes(PastRun first, PastRun again, List<String> notes) {
    Map<String, String> before = about(first);
    Map<String, String> now = about(again);
    before.forEach(
        (what, value) -> {
          String other = now.getOrDefault(what, "nothing");
          String note = what + " was " + value + " and is " + other + " now";
          if (!Objects.equals(value, other) && !notes.contains(note)) {
            notes.add(note);
          }
        });
  }

  private static Map<String, String> about(PastRun run) {
    Map<String, String> about = new LinkedHashMap<>(Manifest.machine(run.manifest()));
    about.remove("Largest heap");
    if (run.manifest().get("plugins") instanceof List<?> plugins) {
      for (Object plugin : plugins) {
        if (plugin instanceof Map<?, ?> entry) {
          String jar = entry.get("sha256") instanceof String sha256 ? ", jar " + sha256 : "";
          about.put(
              "the plugin " + entry.get("kind") + " " + entry.get("name"),
              "version " + entry.get("version") + jar);
        }
      }
    }
    return about;
  }

  /**
   * Whether the repetition says the same.
   *
   * @param tolerance the largest relative difference between numbers
   * @return true if every file does
   */
  public boolean isSame(double tolerance) {
    return finished && files().stream().allMatch(file -> file.isSame(tolerance));
  }

  /**
   * The largest difference between two numbers.
   *
   * @return 0 if there is none
   */
  public double largest() {
    return files().stream().mapToDouble(FileDifference::largest).max().orElse(0);
  }

  private List<FileDifference> files() {
    return parts.stream().flatMap(part -> part.files().stream()).toList();
  }
}
