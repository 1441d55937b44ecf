package org.otium.app.command;

import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.otium.api.InvalidInputException;
import org.otium.app.datasets.Yaml;
import org.otium.app.experiment.flow.FlowRequest;
import org.otium.app.experiment.labels.LabelDistancesExperiment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code otium labels}: which classes of datasets are alike. */
@Command(
    name = "labels",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Find out which classes of datasets are alike: means and covariances of all classes, and distances between them.",
    footer = {
      "",
      "Examples:",
      "  otium labels 'glyphs{style: block}' 'glyphs{style: outline}'",
      "  otium labels mnist-train usps-train kmnist-train --resize --data ~/datasets --out digits",
      "  otium labels mnist-train --label-distance 'gaussian{covariance: diagonal}'",
      "  otium labels a.parquet b.parquet --on spark://head:7077 --out /shared/classes",
      "  otium labels --resume digits",
      "  otium labels --resume /shared/classes --leave-out-damaged --on spark://head:7077",
      "",
      "Datasets in Parquet files are read file by file, and all samples are used; so are those of other",
      "datasets, each read whole, unless --samples says otherwise. Ctrl-C keeps what is finished, and",
      "--resume goes on.",
    })
public final class LabelsCommand implements Callable<Integer> {
  private final FlowRunner runner;

  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec
  private CommandSpec spec;

  @Parameters(arity = "0..*", paramLabel = "DATASET", description = "One dataset or more.")
  private List<String> datasets = new ArrayList<>();

  @Option(
      names = "--label-distance",
      paramLabel = "NAME",
      description =
          "What compares classes: a plugin, with settings in braces if any; gaussian by default.")
  private @Nullable String labelDistance;

  @Option(
      names = "--samples",
      paramLabel = "N",
      description = {
        "How many samples of each dataset, equally many of each class; all by default,",
        "5000 of larger datasets where the label distance compares samples."
      })
  private @Nullable Integer samples;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Decides everything random; 0 by default.")
  private @Nullable Long seed;

  @Option(names = "--resize", description = "Resize images to the shape of the last dataset's.")
  private boolean resize;

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
  public LabelsCommand(FlowRunner runner) {
    this.runner = runner;
  }

  /**
   * Compares classes.
   *
   * @return 0, or 130 if it was stopped
   * @throws IOException if the folder cannot be written
   */
  @Override
  public Integer call() throws IOException {
    Map<String, Object> tree = settings.applied(tree());
    Optional<Path> before = resume.folder();
    if (before.isPresent() && (!datasets.isEmpty() || !tree.isEmpty() || out.isGiven())) {
      throw new InvalidInputException(
          "--resume continues a comparison as it was begun, and takes no datasets and settings",
          "Leave them out, or compare again in another folder.");
    }
    if (before.isEmpty() && datasets.isEmpty()) {
      throw new InvalidInputException(
          "no dataset is named", "Give one or more, for instance: otium labels rings moons.");
    }
    Path folder = before.orElseGet(() -> out.folder("labels"));
    return runner.run(
        spec,
        Optional.empty(),
        FlowRequest.Checkpoints.DEFAULT,
        call -> {
          LabelDistancesExperiment experiment =
              new LabelDistancesExperiment(call.workspace(), call.progress(), call.stop());
          return before.isPresent()
              ? experiment.resume(folder, leaveOut.isAsked())
              : experiment.run(datasets, tree, folder, leaveOut.isAsked());
        });
  }

  private Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    if (labelDistance != null) {
      tree.put("label-distance", Yaml.plugin(labelDistance));
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
    return tree;
  }
}
