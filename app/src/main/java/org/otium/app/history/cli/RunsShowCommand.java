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
import org.otium.app.experiment.Flattened;
import org.otium.app.experiment.Manifest;
import org.otium.app.experiment.transfer.TransferExperiment;
import org.otium.app.history.PastRun;
import org.otium.app.runs.Json;
import org.otium.app.text.Numbers;
import org.otium.app.text.TextTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code otium runs show}: what a run was, and what came of it. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Show what a run was: result, datasets with their hashes, every setting, plugins, versions, the machine.",
    footer = {
      "",
      "Examples:",
      "  otium runs show otium-demo",
      "  otium runs show otium-demo --json    # the manifest itself",
    })
public final class RunsShowCommand implements Callable<Integer> {
  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec
  private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "The folder of a run.")
  private Path folder = Path.of("");

  @Mixin private JsonOption json = new JsonOption();

  /** The command. */
  @Inject
  public RunsShowCommand() {}

  /**
   * Shows it.
   *
   * @return 0
   * @throws IOException if the folder cannot be read
   */
  @Override
  public Integer call() throws IOException {
    PastRun run = PastRun.read(folder);
    PrintWriter out = spec.commandLine().getOut();
    if (json.isAsked()) {
      out.print(Json.write(run.manifest()));
    } else {
      print(run, out);
    }
    out.flush();
    return Failures.OK;
  }

  private static void print(PastRun run, PrintWriter out) throws IOException {
    double seconds = run.seconds().values().stream().mapToDouble(s -> s).sum();
    out.println(run.folder() + ": " + run.command() + ", " + run.state());
    Map<String, String> about = new LinkedHashMap<>();
    about.put("started", run.started());
    about.put("took", Numbers.duration(seconds));
    about.put("command", Manifest.commandLine(run.manifest()));
    if (run.manifest().containsKey("seed")) {
      about.put("seed", String.valueOf(run.manifest().get("seed")));
    }
    if (run.manifest().get("failure") instanceof String failure) {
      about.put("failure", failure);
    }
    print("", about, out);
    Map<String, String> result = new LinkedHashMap<>();
    run.result().forEach((name, value) -> result.put(name, Numbers.value(value)));
    print("Result", result, out);
    if (run.isRecipe()) {
      Map<String, String> parts = new LinkedHashMap<>();
      for (PastRun part : run.parts()) {
        String main =
            part.main().map(e -> ", " + e.getKey() + " " + Numbers.value(e.getValue())).orElse("");
        parts.put(String.valueOf(part.folder().getFileName()), part.state() + main);
      }
      print("Runs", parts, out);
      print("Means and deviations over seeds", means(run), out);
    } else {
      print("Datasets", inputs(run), out);
      print("Settings", Flattened.of(run.settings()), out);
      print("Plugins", plugins(run), out);
    }
    print("Versions and machine", Manifest.machine(run.manifest()), out);
    Map<String, String> times = new LinkedHashMap<>();
    run.seconds().forEach((part, s) -> times.put(part, Numbers.duration(s)));
    print("Time", times, out);
    if (run.manifest().get("warnings") instanceof List<?> warnings && !warnings.isEmpty()) {
      out.println();
      out.println("Warnings");
      warnings.forEach(warning -> out.println("  " + TextTable.printable("" + warning)));
    }
  }

  /** What runs with several seeds measured together; a recipe without such runs has nothing. */
  private static Map<String, String> means(PastRun run) {
    Map<String, String> rows = new LinkedHashMap<>();
    if (!(run.manifest().get("result") instanceof Map<?, ?> result)
        || !(run.manifest().get("runs") instanceof List<?> runs)) {
      return rows;
    }
    for (Object each : runs) {
      if (each instanceof Map<?, ?> entry
          && entry.get("group") instanceof String group
          && result.get(group) instanceof Map<?, ?> measured) {
        measured.forEach(
            (name, value) -> {
              Object deviation = measured.get(name + TransferExperiment.DEVIATION);
              if (value instanceof Number mean && deviation instanceof Number spread) {
                rows.put(
                    group + ", " + name, Numbers.spread(mean.doubleValue(), spread.doubleValue()));
              }
            });
      }
    }
    return rows;
  }

  private static Map<String, String> inputs(PastRun run) {
    Map<String, String> rows = new LinkedHashMap<>();
    for (String key : List.of("inputs", "other-inputs")) {
      if (run.manifest().get(key) instanceof Map<?, ?> inputs) {
        inputs.forEach((role, input) -> put(rows, String.valueOf(role), input));
      }
    }
    return rows;
  }

  private static void put(Map<String, String> rows, String role, Object input) {
    if (!(input instanceof Map<?, ?> entry)) {
      return;
    }
    rows.put(
        role,
        entry.get("reference")
            + ", "
            + entry.get("used-samples")
            + " of "
            + entry.get("samples")
            + " samples, "
            + entry.get("classes")
            + " classes, "
            + entry.get("used-shape"));
    if (entry.get("files") instanceof List<?> files) {
      List<String> lines = new ArrayList<>();
      for (Object file : files) {
        if (file instanceof Map<?, ?> recorded) {
          lines.add(recorded.get("path") + "  sha256 " + recorded.get("sha256"));
        }
      }
      for (int f = 0; f < lines.size(); f++) {
        rows.put(role + " file " + (f + 1), lines.get(f));
      }
    }
  }

  private static Map<String, String> plugins(PastRun run) {
    Map<String, String> rows = new LinkedHashMap<>();
    if (run.manifest().get("plugins") instanceof List<?> plugins) {
      for (Object plugin : plugins) {
        if (plugin instanceof Map<?, ?> entry) {
          String sha256 = entry.get("sha256") instanceof String hash ? "  sha256 " + hash : "";
          rows.put(
              entry.get("kind") + " " + entry.get("name"),
              entry.get("module") + " " + entry.get("version") + sha256);
        }
      }
    }
    return rows;
  }

  private static void print(String title, Map<String, String> rows, PrintWriter out) {
    if (rows.isEmpty()) {
      return;
    }
    if (!title.isEmpty()) {
      out.println();
      out.println(title);
    }
    TextTable table = new TextTable("ww");
    rows.forEach((name, value) -> table.row(name, value));
    out.print(table.format("  "));
  }
}
