package org.otium.app.history.cli;

import jakarta.inject.Inject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.otium.api.InvalidInputException;
import org.otium.app.command.Failures;
import org.otium.app.command.FlowRunner;
import org.otium.app.command.GlobalOptions;
import org.otium.app.command.JsonOption;
import org.otium.app.command.NextFree;
import org.otium.app.experiment.flow.FlowRequest;
import org.otium.app.history.FileDifference;
import org.otium.app.history.PastRun;
import org.otium.app.history.Reproduction;
import org.otium.app.recipes.Tasks;
import org.otium.app.runs.Json;
import org.otium.app.runs.RunFolder;
import org.otium.app.text.Numbers;
import org.otium.app.text.TextTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code otium runs reproduce}: makes a run again and holds it against the first. */
@Command(
    name = "reproduce",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Make a run again from its manifest, and say whether every file comes out the same; exit code 1 if not.",
    footer = {
      "",
      "Examples:",
      "  otium runs reproduce otium-demo",
      "  otium runs reproduce figure2 --out figure2-again --tolerance 1e-6",
      "",
      "Input files that are not what they were are told before anything is run. Where the files are",
      "not the same byte for byte, their numbers are compared; measured times do not count.",
    })
public final class RunsReproduceCommand implements Callable<Integer> {
  private final FlowRunner runner;
  private final GlobalOptions options;

  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec
  private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "The folder of a run, or of a recipe.")
  private Path folder = Path.of("");

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "A new folder for the repetition; DIR-again by default.")
  private @Nullable Path out;

  @Option(
      names = "--tolerance",
      paramLabel = "T",
      description =
          "How much numbers may differ, relative to the larger of two; 0 by default, for on the same kind of machine"
              + " results are the same to the last bit.")
  private double tolerance;

  @Mixin private JsonOption json = new JsonOption();

  /**
   * The command.
   *
   * @param runner runs it
   * @param options options that every command has
   */
  @Inject
  public RunsReproduceCommand(FlowRunner runner, GlobalOptions options) {
    this.runner = runner;
    this.options = options;
  }

  /**
   * Makes the run again.
   *
   * @return 0 if it is the same, 1 if it is not, 130 if it was stopped
   * @throws IOException if a folder cannot be read or written
   */
  @Override
  public Integer call() throws IOException {
    if (!(tolerance >= 0)) {
      throw new InvalidInputException(
          "--tolerance " + tolerance + " is out of range", "Use 0 or a small number such as 1e-6.");
    }
    PastRun run = PastRun.read(folder);
    Reproduction.check(run);
    Path again = out == null ? NextFree.folder(named(folder) + "-again") : out;
    RunFolder.check(again);
    prefer(run.manifest());
    return runner.guarded(
        spec,
        Optional.empty(),
        FlowRequest.Checkpoints.DEFAULT,
        call -> {
          Reproduction made = Reproduction.of(run, call, Tasks.builtIn(), again);
          int code =
              !made.finished()
                  ? Failures.STOPPED
                  : made.isSame(tolerance) ? Failures.OK : Failures.OURS;
          return new FlowRunner.Told(made.finished(), code, () -> tell(made));
        });
  }

  /** The folder by a path that ends with its name, not with dots. */
  private static Path named(Path path) {
    Path plain = path.normalize();
    boolean hasName = !plain.toString().isEmpty() && !plain.endsWith("..");
    return hasName ? plain : path.toAbsolutePath().normalize();
  }

  private void prefer(Map<String, Object> manifest) {
    String algebra =
        manifest.get("linear-algebra") instanceof Map<?, ?> entry
                && entry.get("name") instanceof String name
            ? name
            : "";
    long budget = manifest.get("memory-budget") instanceof Number number ? number.longValue() : 0;
    options.preferring(algebra, budget);
  }

  private void tell(Reproduction made) {
    PrintWriter err = spec.commandLine().getErr();
    made.notes().forEach(note -> err.println("Note: " + TextTable.printable(note) + "."));
    err.flush();
    PrintWriter writer = spec.commandLine().getOut();
    if (json.isAsked()) {
      writer.print(Json.write(tree(made)));
    } else {
      for (Reproduction.Part part : made.parts()) {
        if (!part.name().isEmpty()) {
          writer.println(part.name());
        }
        TextTable table = new TextTable("ww");
        part.files().forEach(file -> table.row(file.name(), words(file)));
        writer.print(table.format("  "));
      }
      writer.println(verdict(made));
      writer.println("The repetition is in " + made.again() + ".");
    }
    writer.flush();
  }

  private static String words(FileDifference file) {
    return switch (file.kind()) {
      case IDENTICAL -> "identical";
      case SAME_VALUES -> "the same but for measured times";
      case NUMBERS_DIFFER ->
          "numbers differ by at most "
              + Numbers.exact(file.largest())
              + " (relative "
              + Numbers.exact(file.relative())
              + "), "
              + file.note();
      case DIFFERENT, MISSING, NEW -> "DIFFERENT: " + TextTable.printable(file.note());
    };
  }

  private String verdict(Reproduction made) {
    if (!made.finished()) {
      return "Stopped before the end: nothing can be said.";
    }
    if (made.isSame(0)) {
      return "The results are identical.";
    }
    if (made.isSame(tolerance)) {
      return "The results are the same within the tolerance; the largest difference of two numbers is "
          + Numbers.exact(made.largest())
          + ".";
    }
    return made.largest() > 0
        ? "The results are NOT the same: numbers differ by up to "
            + Numbers.exact(made.largest())
            + "."
        : "The results are NOT the same.";
  }

  private Map<String, Object> tree(Reproduction made) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("first", made.first().toString());
    tree.put("again", made.again().toString());
    tree.put("finished", made.finished());
    tree.put("identical", made.isSame(0));
    tree.put("within-tolerance", made.isSame(tolerance));
    tree.put("largest-difference", made.largest());
    List<Object> files = new ArrayList<>();
    for (Reproduction.Part part : made.parts()) {
      for (FileDifference file : part.files()) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("file", part.name().isEmpty() ? file.name() : part.name() + "/" + file.name());
        entry.put("is", file.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        entry.put("largest", file.largest());
        entry.put("relative", file.relative());
        entry.put("note", file.note());
        files.add(entry);
      }
    }
    tree.put("files", files);
    tree.put("notes", made.notes());
    return tree;
  }
}
