package org.otium.app.history.cli;

import jakarta.inject.Inject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.otium.app.command.Failures;
import org.otium.app.command.JsonOption;
import org.otium.app.history.PastRun;
import org.otium.app.runs.Json;
import org.otium.app.text.Numbers;
import org.otium.app.text.TextTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code otium runs list}: all runs below a folder. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "List all runs in a folder and below it, the oldest first.",
    footer = {
      "",
      "Examples:",
      "  otium runs list",
      "  otium runs list ~/experiments --json",
    })
public final class RunsListCommand implements Callable<Integer> {
  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec
  private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "DIR",
      description = "Where to look; where you stand by default.")
  private Path folder = Path.of("");

  @Mixin private JsonOption json = new JsonOption();

  /** The command. */
  @Inject
  public RunsListCommand() {}

  /**
   * Lists them.
   *
   * @return 0
   * @throws IOException if the folder cannot be read
   */
  @Override
  public Integer call() throws IOException {
    Path where = folder.toString().isEmpty() ? Path.of(".") : folder;
    List<PastRun> runs = PastRun.below(where);
    PrintWriter out = spec.commandLine().getOut();
    if (json.isAsked()) {
      out.print(Json.write(runs.stream().map(RunsListCommand::tree).toList()));
    } else if (runs.isEmpty()) {
      out.println("There are no runs in '" + where + "' and below it.");
      out.println("Make one with: otium demo");
    } else {
      out.print(table(runs).format(""));
    }
    out.flush();
    return Failures.OK;
  }

  private static TextTable table(List<PastRun> runs) {
    TextTable table = new TextTable("lllrllw");
    table.row("started", "what", "datasets", "result", "", "state", "folder");
    for (PastRun run : runs) {
      List<String> row = new ArrayList<>();
      row.add(run.started().replace('T', ' ').replace("Z", ""));
      row.add(run.command());
      row.add(shortened(String.join(run.command().equals("flow") ? " → " : ", ", run.datasets())));
      row.add(run.main().map(main -> Numbers.value(main.getValue())).orElse(""));
      row.add(run.main().map(main -> main.getKey().replace('-', ' ')).orElse(""));
      row.add(run.state());
      row.add(folder(run));
      table.row(row.toArray(String[]::new));
    }
    return table;
  }

  private static String folder(PastRun run) {
    String name = run.folder().normalize().toString();
    return name.isEmpty() ? "." : name;
  }

  private static String shortened(String text) {
    return text.codePointCount(0, text.length()) <= 40
        ? text
        : text.substring(0, text.offsetByCodePoints(0, 39)) + "…";
  }

  private static Map<String, Object> tree(PastRun run) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("folder", run.folder().toAbsolutePath().normalize().toString());
    tree.put("started", run.started());
    tree.put("command", run.command());
    tree.put("state", run.state());
    tree.put("datasets", run.datasets());
    tree.put("result", run.result());
    return tree;
  }
}
