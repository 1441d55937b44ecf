package org.otium.app.command;

import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.otium.api.InvalidInputException;
import org.otium.app.datasets.Yaml;
import org.otium.app.experiment.flow.FlowRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code otium flow}: flows one dataset towards another. */
@Command(
    name = "flow",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Flow the samples of one dataset towards another, and write a report.",
    footer = {
      "",
      "Examples:",
      "  otium flow --from rings --to moons --particles 300 --steps 100 --out rings-to-moons",
      "  otium flow --from 'glyphs{style: block}' --to data/digits.npz --resize --steps 60",
      "  otium flow --resume rings-to-moons",
      "",
      "Ctrl-C ends the flow after the current step; --resume continues it to the same result.",
    })
public final class FlowCommand implements Callable<Integer> {
  private final FlowRunner runner;

  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec
  private CommandSpec spec;

  @Option(names = "--from", paramLabel = "DATASET", description = "The dataset whose samples move.")
  private @Nullable String from;

  @Option(
      names = "--to",
      paramLabel = "DATASET",
      description = "The dataset that they move towards.")
  private @Nullable String to;

  @Option(
      names = "--particles",
      paramLabel = "N",
      description = "How many samples move, equally many of each class; 500 by default.")
  private @Nullable Integer particles;

  @Option(
      names = "--target-particles",
      paramLabel = "M",
      description = "How many samples of the target are used; as many as particles by default.")
  private @Nullable Integer targetParticles;

  @Option(names = "--steps", paramLabel = "K", description = "How many steps; 100 by default.")
  private @Nullable Long steps;

  @Mixin private OutOption out = new OutOption();

  @Option(
      names = "--functional",
      paramLabel = "FUNCTIONAL",
      completionCandidates = Candidates.Functionals.class,
      description = "What descends: a plugin, with settings in braces if any; otdd by default.")
  private @Nullable String functional;

  @Option(
      names = "--dynamics",
      paramLabel = "DYNAMICS",
      completionCandidates = Candidates.Dynamics.class,
      description = "How particles move: a plugin, with settings in braces if any; fd by default.")
  private @Nullable String dynamics;

  @Option(names = "--resize", description = "Resize the source's images to the target's shape.")
  private boolean resize;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Decides everything random; 0 by default.")
  private @Nullable Long seed;

  @Mixin private SettingsOptions settings = new SettingsOptions();

  @Mixin private CheckpointOptions checkpointing = new CheckpointOptions();

  @Option(
      names = "--resume",
      paramLabel = "DIR",
      description =
          "Continue the flow in this folder; with --steps, to more steps than it was meant to have.")
  private @Nullable Path resume;

  @SuppressWarnings("UnusedVariable") // asked of the command by its name
  @Mixin
  private JsonOption json = new JsonOption();

  /**
   * The command.
   *
   * @param runner runs flows
   */
  @Inject
  public FlowCommand(FlowRunner runner) {
    this.runner = runner;
  }

  /**
   * Runs the flow.
   *
   * @return 0, or 130 if it was stopped
   * @throws IOException if the folder cannot be written
   */
  @Override
  public Integer call() throws IOException {
    FlowRequest.Checkpoints checkpoints = checkpointing.checkpoints();
    if (resume != null) {
      refuseBesideResume();
      OptionalLong more = steps == null ? OptionalLong.empty() : OptionalLong.of(steps);
      return runner.resume(spec, resume, more, checkpoints);
    }
    if (from == null || to == null) {
      String missing =
          from == null && to == null
              ? "--from and --to are"
              : (from == null ? "--from is" : "--to is");
      throw new InvalidInputException(
          missing + " missing", "Give both datasets, for instance --from rings --to moons.");
    }
    return runner.start(
        spec, new FlowRequest(from, to, settings.applied(tree()), out.folder("flow"), checkpoints));
  }

  private Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    put(tree, "particles", particles);
    put(tree, "target-particles", targetParticles);
    put(tree, "steps", steps);
    put(tree, "seed", seed);
    if (resize) {
      tree.put("resize", true);
    }
    put(tree, "functional", functional == null ? null : Yaml.plugin(functional));
    put(tree, "dynamics", dynamics == null ? null : Yaml.plugin(dynamics));
    return tree;
  }

  private static void put(Map<String, Object> tree, String key, @Nullable Object value) {
    if (value != null) {
      tree.put(key, value);
    }
  }

  private void refuseBesideResume() {
    List<String> given = new ArrayList<>();
    for (Map.Entry<String, Object> entry : settings.applied(tree()).entrySet()) {
      if (!entry.getKey().equals("steps")) {
        given.add(entry.getKey());
      }
    }
    if (from != null) {
      given.add("from");
    }
    if (to != null) {
      given.add("to");
    }
    if (out.isGiven()) {
      given.add("out");
    }
    ResumeOption.requireAlone(given);
  }
}
