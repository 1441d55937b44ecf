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
import org.otium.app.datasets.Yaml;
import org.otium.app.experiment.RunOutcome;
import org.otium.app.experiment.distill.DistillExperiment;
import org.otium.app.experiment.distill.DistillRequest;
import org.otium.app.experiment.flow.FlowRequest;
import org.otium.settings.SettingsTree;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code otium distill}: a few samples of each class that stand for a dataset. */
@Command(
    name = "distill",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Condense a dataset into a few samples of each class, test what can be learned from them, and write a"
            + " report.",
    footer = {
      "",
      "Examples:",
      "  otium distill --to mnist --per-class 10 --data ~/datasets --out mnist-10",
      "  otium distill --to mnist-train --test mnist-test --per-class 1 --start noise",
      "  otium distill --to glyphs --per-class 1 --augment --steps 100",
      "  otium distill --to mnist --method distribution-matching --embed --augment",
      "  otium distill --resume mnist-10",
      "",
      "Ctrl-C ends it after the current step; --resume continues it to the same result.",
    })
public final class DistillCommand implements Callable<Integer> {
  private static final String FUNCTIONAL = "functional.";
  private final FlowRunner runner;

  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec
  private CommandSpec spec;

  @Option(
      names = "--to",
      paramLabel = "DATASET",
      description = {
        "The dataset to condense. Where there is none called NAME,",
        "NAME-train is meant, and NAME-test is what is tested with."
      })
  private @Nullable String to;

  @Option(
      names = "--test",
      paramLabel = "DATASET",
      description = "What to test with; a part of the dataset is held out by default.")
  private @Nullable String test;

  @Option(
      names = "--per-class",
      paramLabel = "N",
      description = "How many samples of each class to make; 10 by default.")
  private @Nullable Integer perClass;

  @Option(
      names = "--start",
      paramLabel = "WHERE",
      description = "Where samples start: samples (real ones, the default), noise, or means.")
  private @Nullable String start;

  @Option(
      names = "--method",
      paramLabel = "NAME",
      description =
          "What is made small: mmd, the default; distribution-matching; another discrepancy, with settings in"
              + " braces if any.")
  private @Nullable String method;

  @Option(
      names = "--augment",
      description = "See both datasets through the same random augmentation in each step (A).")
  private boolean augment;

  @Option(
      names = "--embed",
      description = "See both through a fresh random convolutional network in each step (E).")
  private boolean embed;

  @Option(names = "--steps", paramLabel = "K", description = "How many steps; 300 by default.")
  private @Nullable Long steps;

  @Option(names = "--resize", description = "Resize the test set's images to the dataset's shape.")
  private boolean resize;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Decides everything random; 0 by default.")
  private @Nullable Long seed;

  @Mixin private OutOption out = new OutOption();

  @Mixin private SettingsOptions settings = new SettingsOptions();

  @Mixin private CheckpointOptions checkpointing = new CheckpointOptions();

  @SuppressWarnings("UnusedVariable") // asked of the command by its name
  @Mixin
  private JsonOption json = new JsonOption();

  @Mixin private ResumeOption resume = new ResumeOption();

  /**
   * The command.
   *
   * @param runner runs it
   */
  @Inject
  public DistillCommand(FlowRunner runner) {
    this.runner = runner;
  }

  /**
   * Distils.
   *
   * @return 0, or 130 if it was stopped
   * @throws IOException if the folder cannot be written
   */
  @Override
  public Integer call() throws IOException {
    FlowRequest.Checkpoints checkpoints = checkpointing.checkpoints();
    Optional<Path> before = resume.folder();
    if (before.isPresent()) {
      refuseBesideResume();
      return run(checkpoints, experiment -> experiment.resume(before.get(), checkpoints));
    }
    DistillRequest request =
        new DistillRequest(
            to == null ? "" : to,
            test == null ? "" : test,
            settings.applied(tree()),
            out.folder("distill"),
            checkpoints);
    return run(checkpoints, experiment -> experiment.start(request));
  }

  private interface Work {
    RunOutcome with(DistillExperiment experiment) throws IOException;
  }

  private int run(FlowRequest.Checkpoints checkpoints, Work work) throws IOException {
    return runner.run(
        spec,
        Optional.empty(),
        checkpoints,
        call -> work.with(new DistillExperiment(call.workspace(), call.progress(), call.stop())));
  }

  private Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    put(tree, "per-class", perClass);
    put(tree, "start", start);
    put(tree, "steps", steps);
    put(tree, "seed", seed);
    if (resize) {
      tree.put("resize", true);
    }
    if (method != null) {
      tree = SettingsTree.with(tree, FUNCTIONAL + "functional", Yaml.plugin(method));
    }
    List<Object> encoders = new ArrayList<>();
    if (augment) {
      encoders.add("random-augmentation");
    }
    if (embed) {
      encoders.add("random-convolution");
    }
    return encoders.isEmpty() ? tree : SettingsTree.with(tree, FUNCTIONAL + "encoders", encoders);
  }

  private static void put(Map<String, Object> tree, String key, @Nullable Object value) {
    if (value != null) {
      tree.put(key, value);
    }
  }

  private void refuseBesideResume() {
    List<String> given = new ArrayList<>(settings.applied(tree()).keySet());
    if (to != null) {
      given.add("to");
    }
    if (test != null) {
      given.add("test");
    }
    if (out.isGiven()) {
      given.add("out");
    }
    ResumeOption.requireAlone(given);
  }
}
