package org.otium.app.command;

import jakarta.inject.Inject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.otium.api.Cluster;
import org.otium.api.InvalidInputException;
import org.otium.app.datasets.Yaml;
import org.otium.app.experiment.StopSignal;
import org.otium.app.experiment.Workspace;
import org.otium.app.experiment.distance.DistanceExperiment;
import org.otium.app.experiment.distance.DistanceOutcome;
import org.otium.app.experiment.distance.PairwiseExperiment;
import org.otium.app.experiment.distance.PairwiseOutcome;
import org.otium.app.logging.Logs;
import org.otium.app.text.Numbers;
import org.otium.app.text.TextTable;
import org.otium.settings.SettingsTree;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code otium distance}: compares datasets. */
@Command(
    name = "distance",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Compare labelled datasets by optimal transport, two or each with each.",
    footer = {
      "",
      "Examples:",
      "  otium distance rings moons",
      "  otium distance data/mnist.npz data/usps.npz --samples 2000 --resize --epsilon 20",
      "  otium distance mnist-train usps-train kmnist-train --data ~/datasets --resize --out nist",
      "  otium distance --resume nist",
      "  otium distance *.npz --on spark://head:7077 --out all",
      "",
      "Of more than two datasets every pair is compared. Ctrl-C ends that after the pairs that are being",
      "compared; with --out they are kept, and --resume goes on. All datasets are looked at before the",
      "first pair; --leave-out-damaged goes on without those that cannot be read, also with --resume.",
    })
public final class DistanceCommand implements Callable<Integer> {
  private final Workspaces workspaces;
  private final GlobalOptions options;
  private final StopSignal stop;

  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec
  private CommandSpec spec;

  @Parameters(arity = "0..*", paramLabel = "DATASET", description = "Two datasets, or more.")
  private List<String> datasets = new ArrayList<>();

  @Option(
      names = "--metric",
      paramLabel = "METRIC",
      completionCandidates = Candidates.Metrics.class,
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

  @Option(names = "--resize", description = "Resize images to the shape of the last dataset's.")
  private boolean resize;

  @Option(
      names = LeaveOutOption.NAME,
      description = "Of more than two datasets, leave out those that cannot be read and say so.")
  private boolean leaveOut;

  @Mixin private SettingsOptions settings = new SettingsOptions();

  @SuppressWarnings("UnusedVariable") // asked of the command by its name
  @Mixin
  private OnOption on = new OnOption();

  @Mixin private JsonOption json = new JsonOption();

  @Option(names = "--out", paramLabel = "DIR", description = "A new folder for a report.")
  private @Nullable Path out;

  @Mixin private ResumeOption resume = new ResumeOption();

  /**
   * The command.
   *
   * @param workspaces what it works with
   * @param options options that every command has
   * @param stop ends comparisons of many datasets early
   */
  @Inject
  public DistanceCommand(Workspaces workspaces, GlobalOptions options, StopSignal stop) {
    this.workspaces = workspaces;
    this.options = options;
    this.stop = stop;
  }

  /**
   * Compares.
   *
   * @return 0, or 130 if it was stopped
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
    if (leaveOut && resume.folder().isEmpty() && datasets.size() < 3) {
      throw new InvalidInputException(
          "of two datasets none can be left out", "Leave the option out, or give more datasets.");
    }
    if (resume.folder().isEmpty() && datasets.size() < 2) {
      throw new InvalidInputException(
          Numbers.counted(datasets.size(), "dataset") + " to compare",
          "Give two or more, for instance: otium distance rings moons.");
    }
    PrintWriter err = spec.commandLine().getErr();
    ProgressLine progress = new ProgressLine(err, Terminal.isInteractive(), options.verbose());
    Optional<Cluster> cluster = workspaces.cluster(spec);
    Workspace workspace = workspaces.open(FlowRunner.commandLine(spec));
    FlowRunner.describe(workspace, progress);
    boolean hasPairs = resume.folder().isPresent() || datasets.size() > 2;
    Logs.beside(Optional.of(progress));
    if (hasPairs) {
      return pairwise(workspace, cluster, progress, changed);
    }
    return cluster.isPresent()
        ? pairElsewhere(workspace, cluster.get(), progress, changed)
        : pairHere(workspace, progress, changed);
  }

  private int pairHere(Workspace workspace, ProgressLine progress, Map<String, Object> tree)
      throws IOException {
    try {
      tell(
          new DistanceExperiment(workspace, progress)
              .run(datasets.getFirst(), datasets.getLast(), tree, Optional.ofNullable(out)),
          progress);
      return Failures.OK;
    } finally {
      Logs.beside(Optional.empty());
      progress.clear();
    }
  }

  private int pairElsewhere(
      Workspace alone, Cluster cluster, ProgressLine progress, Map<String, Object> tree)
      throws IOException {
    try (ShutdownGuard guard =
            ShutdownGuard.open(
                stop,
                () ->
                    progress.note(
                        "Stopping the work on the cluster; of two datasets nothing is kept."));
        Cluster machines = cluster) {
      Workspace workspace = alone.on(machines);
      DistanceOutcome outcome =
          new DistanceExperiment(workspace, progress)
              .run(
                  workspace.cluster().orElseThrow(),
                  datasets.getFirst(),
                  datasets.getLast(),
                  tree,
                  Optional.ofNullable(out),
                  stop);
      tell(outcome, progress);
      guard.done();
      return Failures.OK;
    } finally {
      Logs.beside(Optional.empty());
      progress.clear();
    }
  }

  private void tell(DistanceOutcome outcome, ProgressLine progress) {
    progress.clear();
    workspaces.deviceNote().ifPresent(progress::note);
    PrintWriter writer = spec.commandLine().getOut();
    if (json.isAsked()) {
      writer.print(org.otium.app.runs.Json.write(DistanceExperiment.tree(outcome)));
    } else {
      writer.print(DistanceText.of(outcome));
    }
    writer.flush();
  }

  private int pairwise(
      Workspace alone, Optional<Cluster> cluster, ProgressLine progress, Map<String, Object> tree)
      throws IOException {
    Optional<Path> before = resume.folder();
    if (before.isPresent() && (!datasets.isEmpty() || !tree.isEmpty() || out != null)) {
      throw new InvalidInputException(
          "--resume continues a comparison as it was begun, and takes no datasets and settings",
          "Leave them out, or compare again in another folder.");
    }
    try (ShutdownGuard guard =
            ShutdownGuard.open(
                stop,
                () ->
                    progress.note(
                        cluster.isEmpty()
                            ? "Stopping after the pairs that are being compared."
                            : out == null && before.isEmpty()
                                ? "Stopping the work on the cluster; without --out nothing is kept."
                                : FlowRunner.STOPPING_CLUSTER));
        Cluster machines = cluster.orElse(null)) {
      Workspace workspace = machines == null ? alone : alone.on(machines);
      PairwiseExperiment experiment = new PairwiseExperiment(workspace, progress, stop);
      PairwiseOutcome outcome =
          before.isPresent()
              ? experiment.resume(before.get(), leavingOut(Map.of()))
              : experiment.run(datasets, leavingOut(tree), Optional.ofNullable(out));
      progress.clear();
      workspaces.deviceNote().ifPresent(progress::note);
      tell(outcome);
      if (outcome.finished()) {
        guard.done();
      }
      return outcome.finished() ? Failures.OK : Failures.STOPPED;
    } finally {
      Logs.beside(Optional.empty());
      progress.clear();
    }
  }

  /** Settings of a comparison of many datasets. */
  private Map<String, Object> leavingOut(Map<String, Object> tree) {
    Map<String, Object> all = new LinkedHashMap<>(tree);
    if (leaveOut) {
      all.put("damaged", "leave-out");
    }
    return all;
  }

  private void tell(PairwiseOutcome outcome) {
    PrintWriter err = spec.commandLine().getErr();
    outcome.warnings().forEach(line -> err.println("Note: " + TextTable.printable(line)));
    err.flush();
    PrintWriter writer = spec.commandLine().getOut();
    if (json.isAsked()) {
      writer.print(org.otium.app.runs.Json.write(PairwiseText.tree(outcome)));
    } else {
      writer.print(PairwiseText.of(outcome));
      outcome
          .page()
          .filter(page -> outcome.finished())
          .ifPresent(page -> writer.println("\nReport: " + page));
      outcome
          .folder()
          .filter(folder -> !outcome.finished())
          .ifPresent(folder -> writer.println("\nContinue with: " + Continuing.line(spec, folder)));
    }
    writer.flush();
  }
}
