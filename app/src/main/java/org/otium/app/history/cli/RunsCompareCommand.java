package org.otium.app.history.cli;

import jakarta.inject.Inject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.otium.app.command.Failures;
import org.otium.app.command.JsonOption;
import org.otium.app.history.Comparison;
import org.otium.app.recipes.Tasks;
import org.otium.app.runs.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code otium runs compare}: how runs differ. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Print what was measured in runs side by side, and the settings in which they differ.",
    footer = {
      "",
      "Examples:",
      "  otium runs compare otium-flow otium-flow-2",
      "  otium runs compare figure2                # all runs of a recipe",
      "",
      "'otium compare' writes a page with pictures and curves as well.",
    })
public final class RunsCompareCommand implements Callable<Integer> {
  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec
  private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "DIR",
      description = "Folders of runs; that of a recipe stands for all runs of the recipe.")
  private List<Path> folders = new ArrayList<>();

  @Mixin private JsonOption json = new JsonOption();

  /** The command. */
  @Inject
  public RunsCompareCommand() {}

  /**
   * Compares them.
   *
   * @return 0
   * @throws IOException if a folder cannot be read
   */
  @Override
  public Integer call() throws IOException {
    Comparison comparison = Comparison.of(folders, Tasks.builtIn());
    PrintWriter out = spec.commandLine().getOut();
    out.print(json.isAsked() ? Json.write(comparison.tree()) : comparison.text());
    out.flush();
    return Failures.OK;
  }
}
