package org.otium.app.history.cli;

import jakarta.inject.Inject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.otium.app.command.Failures;
import org.otium.app.command.JsonOption;
import org.otium.app.history.PastRun;
import org.otium.app.recipes.RecipeExperiment;
import org.otium.app.recipes.Tasks;
import org.otium.app.report.ReportContent;
import org.otium.app.runs.Json;
import org.otium.app.runs.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code otium report}: writes the report of a run again. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Write the report of a run again from what its folder holds; nothing is run.",
    footer = {
      "",
      "Examples:",
      "  otium report otium-demo",
      "  otium report figure2      # the page of a recipe, and those of all its runs",
    })
public final class ReportCommand implements Callable<Integer> {
  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec
  private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "The folder of a run, or of a recipe.")
  private Path folder = Path.of("");

  @Mixin private JsonOption json = new JsonOption();

  /** The command. */
  @Inject
  public ReportCommand() {}

  /**
   * Writes it.
   *
   * @return 0
   * @throws IOException if the folder cannot be read or written
   */
  @Override
  public Integer call() throws IOException {
    PastRun run = PastRun.read(folder);
    try (RunFolder held = RunFolder.again(folder)) {
      if (run.isRecipe()) {
        for (PastRun part : run.parts()) {
          if (part.state().equals("finished")) {
            ReportContent.read(part.folder()).publish(part.folder());
          }
        }
        RecipeExperiment.page(Tasks.builtIn(), folder).publish(held.path());
      } else {
        ReportContent.read(folder).publish(held.path());
      }
    }
    PrintWriter out = spec.commandLine().getOut();
    Path report = folder.resolve(RunFolder.REPORT);
    if (json.isAsked()) {
      Map<String, Object> tree = new LinkedHashMap<>();
      tree.put("report", report.toString());
      out.print(Json.write(tree));
    } else {
      out.println("Report: " + report);
    }
    out.flush();
    return Failures.OK;
  }
}
