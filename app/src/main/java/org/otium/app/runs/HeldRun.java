package org.otium.app.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.otium.api.InvalidInputException;
import org.otium.app.text.ShellWord;

/** What the folder of a run holds, in words for people who gave another one to {@code --resume}. */
public final class HeldRun {
  /** What it is called, and the command that continues it. */
  private record Kind(String words, String command) {}

  private static final Map<String, Kind> KINDS =
      Map.of(
          "flow", new Kind("a flow", "flow"),
          "distill", new Kind("a distillation", "distill"),
          "distances", new Kind("a comparison of many datasets", "distance"),
          "label-distances", new Kind("a comparison of classes", "labels"),
          "distance", new Kind("a comparison of two datasets", "run"),
          "interpolate", new Kind("an interpolation", "interpolate"),
          "transfer", new Kind("a comparison of pretraining", "run"),
          "k-shot", new Kind("an experiment on few samples", "run"),
          "classify", new Kind("a classification", "run"),
          "run", new Kind("the runs of a recipe", "run"));

  private HeldRun() {}

  /**
   * Checks that a folder holds what a command can continue, before anything else is asked of it.
   *
   * @param folder the folder; whether it is one, and holds a run, is not looked at here
   * @param command what the manifest of the run has to say
   * @throws InvalidInputException if it is the run of another command; the remedy names the command
   *     that continues it
   * @throws IOException if its manifest cannot be read
   */
  public static void check(Path folder, String command) throws IOException {
    Path manifest = folder.resolve(RunFolder.MANIFEST);
    if (!Files.isRegularFile(manifest)) {
      return;
    }
    String held = String.valueOf(Json.read(manifest).get("command"));
    if (held.equals(command)) {
      return;
    }
    Kind kind = KINDS.get(held);
    if (kind == null) {
      throw new InvalidInputException(
          "folder '" + folder + "' holds no run that can be continued",
          "Give the folder that an interrupted run wrote.");
    }
    throw new InvalidInputException(
        "folder '" + folder + "' holds " + kind.words + ", not " + words(command),
        "If it was interrupted, continue it with 'otium "
            + kind.command
            + " --resume "
            + ShellWord.quoted(folder)
            + "'.");
  }

  /**
   * The command that continues a run.
   *
   * @param command what its manifest says
   * @return the command; empty if there is none
   */
  public static Optional<String> continuing(String command) {
    return Optional.ofNullable(KINDS.get(command)).map(Kind::command);
  }

  private static String words(String command) {
    Kind kind = KINDS.get(command);
    return kind == null ? "a " + command : kind.words;
  }
}
