package org.otium.app.command;

import jakarta.inject.Inject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.otium.app.datasets.Yaml;
import org.otium.app.experiment.DistanceExperiment;
import org.otium.app.experiment.DistanceOutcome;
import org.otium.app.experiment.Workspace;
import org.otium.settings.SettingsTree;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code otium distance}: compares two datasets. */
@Command(
    name = "distance",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Compare two labelled datasets by optimal transport.",
    footer = {
      "",
      "Examples:",
      "  otium distance rings moons",
      "  otium distance data/mnist.npz data/usps.npz --samples 2000 --resize --epsilon 20",
    })
public final class DistanceCommand implements Callable<Integer> {
  private final Workspaces workspaces;
  private final GlobalOptions options;

  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec
  private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "DATASET", description = "One dataset.")
  private String first = "";

  @Parameters(index = "1", paramLabel = "DATASET", description = "Another dataset.")
  private String second = "";

  @Option(
      names = "--metric",
      paramLabel = "NAME",
      description = "What compares: a plugin, with settings in braces if any; otdd by default.")
  private @Nullable String metric;

  @Option(
      names = "--epsilon",
      paramLabel = "E",
      description = {
        "How strongly transport is regularised, in cost units (20)",
        "or relative to the cost ('0.05 * max cost')."
      })
  private @Nullable String epsilon;

  @Option(
      names = "--samples",
      paramLabel = "N",
      description =
          "How many samples of each dataset, equally many of each class; all by default, 5000 of larger datasets.")
  private @Nullable Integer samples;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Decides everything random; 0 by default.")
  private @Nullable Long seed;

  @Option(
      names = "--resize",
      description = "Resize the first dataset's images to the second's shape.")
  private boolean resize;

  @Mixin private SettingsOptions settings = new SettingsOptions();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Option(names = "--out", paramLabel = "DIR", description = "A new folder for a report.")
  private @Nullable Path out;

  /**
   * The command.
   *
   * @param workspaces what it works with
   * @param options options that every command has
   */
  @Inject
  public DistanceCommand(Workspaces workspaces, GlobalOptions options) {
    this.workspaces = workspaces;
    this.options = options;
  }

  /**
   * Compares.
   *
   * @return 0
   * @throws IOException if the folder cannot be written
   */
  @Override
  public Integer call() throws IOException {
    Map<String, Object> tree = new LinkedHashMap<>();
    if (metric != null) {
      tree.put("metric", Yaml.plugin(metric));
    }
    if (samples != null) {
      tree.put("samples", samples);
    }
    if (seed != null) {
      tree.put("seed", seed);
    }
    if (resize) {
      tree.put("resize", true);
    }
    Map<String, Object> changed = tree;
    if (epsilon != null) {
      changed = SettingsTree.with(changed, "metric.solver.epsilon", epsilon);
    }
    changed = settings.applied(changed);
    PrintWriter err = spec.commandLine().getErr();
    ProgressLine progress = new ProgressLine(err, Terminal.isInteractive(), options.verbose());
    Workspace workspace = workspaces.open(FlowRunner.commandLine(spec));
    FlowRunner.describe(workspace, progress);
    try {
      DistanceOutcome outcome =
          new DistanceExperiment(workspace, progress)
              .run(first, second, changed, Optional.ofNullable(out));
      progress.clear();
      PrintWriter writer = spec.commandLine().getOut();
      if (json) {
        writer.print(org.otium.app.runs.Json.write(DistanceExperiment.tree(outcome)));
      } else {
        writer.print(DistanceText.of(outcome));
      }
      writer.flush();
      return Failures.OK;
    } finally {
      progress.clear();
    }
  }
}
