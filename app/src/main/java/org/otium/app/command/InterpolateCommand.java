package org.otium.app.command;

import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
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
import org.otium.app.experiment.RunOutcome;
import org.otium.app.experiment.flow.FlowRequest;
import org.otium.app.experiment.interpolation.InterpolateExperiment;
import org.otium.app.experiment.parts.PartsExperiment;
import org.otium.app.recipes.ClusterRuns;
import org.otium.app.recipes.RecipeExperiment;
import org.otium.app.recipes.Task;
import org.otium.app.recipes.Tasks;
import org.otium.app.runs.HeldRun;
import org.otium.app.runs.Json;
import org.otium.app.runs.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code otium interpolate}: makes a dataset between others. */
@Command(
    name = "interpolate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Make a dataset between others, as near to a target as can be.",
    footer = {
      "",
      "Examples:",
      "  otium interpolate --target moons --from rings 'gaussian-mixture{classes: 4}' --out between",
      "  otium interpolate --target usps-train --from mnist-train kmnist-train --resize \\",
      "      --data ~/datasets --samples 100000",
      "  otium interpolate --target rings --from moons --weights 1 --interpolation mixup",
      "  otium interpolate --target q.parquet --from a.parquet b.parquet --weights 0.5,0.5 \\",
      "      --on spark://head:7077 --out between",
      "  otium interpolate --resume between",
      "  otium interpolate --resume between --leave-out-damaged --on spark://head:7077",
      "",
      "Datasets in folders of Parquet files are read by all machines of a cluster, file by file: all",
      "samples are used, and --resume makes what is missing of a run that ended early. Other datasets,",
      "and with --dataset-samples these too, are read by one machine of the cluster.",
      "",
      "Maps that are learned step by step keep what they have learned in the folder until it is",
      "finished; Ctrl-C or a kill ends the run, and --resume continues it to the same result.",
    })
public final class InterpolateCommand implements Callable<Integer> {
  private static final String AUTO = "auto";
  private final FlowRunner runner;

  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec
  private CommandSpec spec;

  @Option(
      names = "--target",
      paramLabel = "DATASET",
      description = "The dataset that the others are seen from.")
  private @Nullable String target;

  @Option(
      names = "--from",
      arity = "1..*",
      paramLabel = "DATASET",
      description = "The datasets to interpolate between, one or more.")
  private List<String> from = new ArrayList<>();

  @Option(
      names = "--weights",
      paramLabel = "W",
      description = {
        "How much of each dataset, for instance 0.2,0.3,0.5;",
        "auto, the default, comes nearest to the target; where the interpolation has no such notion, all weigh the same."
      })
  private String weights = AUTO;

  @Option(
      names = "--interpolation",
      paramLabel = "NAME",
      description = "A plugin, with settings in braces if any; generalized-geodesic by default.")
  private @Nullable String interpolation;

  @Option(
      names = "--samples",
      paramLabel = "N",
      description =
          "How many samples to make, more than fit into memory if need be; one from each of the target's by"
              + " default.")
  private @Nullable Long samples;

  @Option(
      names = "--dataset-samples",
      paramLabel = "N",
      description =
          "How many samples of each dataset to learn from, equally many of each class; all by default, 5000"
              + " of larger datasets.")
  private @Nullable Integer datasetSamples;

  @Option(names = "--resize", description = "Resize images to the shape of the target's.")
  private boolean resize;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Decides everything random; 0 by default.")
  private @Nullable Long seed;

  @Mixin private SettingsOptions settings = new SettingsOptions();

  @SuppressWarnings("UnusedVariable") // asked of the command by its name
  @Mixin
  private OnOption on = new OnOption();

  @Mixin private OutOption out = new OutOption();

  @Mixin private ResumeOption resume = new ResumeOption();

  @Mixin private LeaveOutOption leaveOut = new LeaveOutOption();

  @SuppressWarnings("UnusedVariable") // asked of the command by its name
  @Mixin
  private JsonOption json = new JsonOption();

  /**
   * The command.
   *
   * @param runner runs it
   */
  @Inject
  public InterpolateCommand(FlowRunner runner) {
    this.runner = runner;
  }

  /**
   * Makes the dataset.
   *
   * @return 0, or 130 if it was stopped
   * @throws IOException if the folder cannot be written
   */
  @Override
  public Integer call() throws IOException {
    Map<String, Object> tree = settings.applied(tree());
    Optional<Path> before = resume.folder();
    if (before.isPresent()
        && (target != null || !from.isEmpty() || !tree.isEmpty() || out.isGiven())) {
      throw new InvalidInputException(
          "--resume continues an interpolation as it was begun, and takes no datasets and settings",
          "Leave them out, or interpolate again in another folder.");
    }
    Path folder = before.orElseGet(() -> out.folder("interpolate"));
    String given = target == null ? "" : target;
    return runner.run(
        spec,
        Optional.empty(),
        FlowRequest.Checkpoints.DEFAULT,
        call -> {
          Optional<Cluster> cluster = call.workspace().cluster();
          boolean inParts =
              before.isPresent()
                  ? PartsExperiment.isHeldIn(folder)
                  : cluster.isPresent()
                      && PartsExperiment.fits(call.workspace(), given, from, tree);
          if (inParts) {
            return inParts(
                call,
                cluster.orElseThrow(
                    () ->
                        new InvalidInputException(
                            "the interpolation in '" + folder + "' was made on a cluster",
                            "Say on which one to go on with --on.")),
                given,
                tree,
                folder);
          }
          if (leaveOut.isAsked()) {
            throw new InvalidInputException(
                "--leave-out-damaged is for folders of Parquet files that a cluster reads file by"
                    + " file",
                "Write 'parquet{damaged: leave-out}:a.parquet' for a dataset that is read here.");
          }
          if (before.isPresent()) {
            return resumed(call, folder);
          }
          return cluster.isPresent()
              ? elsewhere(call, cluster.get(), tree, folder)
              : new InterpolateExperiment(call.workspace(), call.progress(), call.stop())
                  .run(given, from, tree, folder);
        });
  }

  /** Goes on with one that was made in one piece. */
  private static RunOutcome resumed(Task.Call call, Path folder) throws IOException {
    HeldRun.check(folder, InterpolateExperiment.COMMAND);
    Path manifest = folder.resolve(RunFolder.MANIFEST);
    if (Files.exists(manifest) && "finished".equals(Json.read(manifest).get("status"))) {
      throw new InvalidInputException(
          "the interpolation in '" + folder + "' is finished", "There is nothing to make.");
    }
    return new RecipeExperiment(Tasks.builtIn(), call).resume(folder);
  }

  /** All machines of the cluster make it, file by file. */
  private RunOutcome inParts(
      Task.Call call, Cluster cluster, String given, Map<String, Object> tree, Path folder)
      throws IOException {
    PartsExperiment experiment =
        new PartsExperiment(call.workspace(), cluster, call.progress(), call.stop());
    return resume.folder().isPresent()
        ? experiment.resume(folder, leaveOut.isAsked())
        : experiment.run(given, from, tree, folder, leaveOut.isAsked());
  }

  /** A machine of the cluster makes it in one piece. */
  private RunOutcome elsewhere(
      Task.Call call, Cluster cluster, Map<String, Object> tree, Path folder) throws IOException {
    Task task = Tasks.builtIn().find(InterpolateExperiment.COMMAND).orElseThrow();
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("target", target == null ? "" : target);
    all.put("from", from);
    all.putAll(tree);
    return new ClusterRuns(call, cluster, task).start(all, folder);
  }

  private Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    if (!weights.strip().equals(AUTO)) {
      tree.put("weights", numbers(weights));
    }
    if (samples != null) {
      tree.put("samples", samples);
    }
    if (datasetSamples != null) {
      tree.put("dataset-samples", datasetSamples);
    }
    if (seed != null) {
      tree.put("seed", seed);
    }
    if (resize) {
      tree.put("resize", true);
    }
    if (interpolation != null) {
      tree.put("interpolation", Yaml.plugin(interpolation));
    }
    return tree;
  }

  private static List<Object> numbers(String text) {
    List<Object> numbers = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      try {
        numbers.add(Double.valueOf(part.strip()));
      } catch (NumberFormatException e) {
        throw new InvalidInputException(
            "--weights '" + text + "' holds '" + part.strip() + "', which is no number",
            "Write auto, or one share a dataset: 0.2,0.3,0.5.",
            e);
      }
    }
    return numbers;
  }
}
