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
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.app.estimate.RoughCost;
import org.otium.app.experiment.Workspace;
import org.otium.app.experiment.flow.FlowRequest;
import org.otium.app.recipes.PlannedRun;
import org.otium.app.recipes.RecipeExperiment;
import org.otium.app.recipes.RecipePlan;
import org.otium.app.recipes.Tasks;
import org.otium.app.runs.Json;
import org.otium.app.runs.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code otium run}: runs a recipe. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Run an experiment that a YAML file describes, or one that comes with Otium.",
    footer = {
      "",
      "A recipe names a task (flow, distance, distances, label-distances, interpolate,",
      "transfer, distill, k-shot or classify), its settings, and what is varied:",
      "  task: flow",
      "  from: rings",
      "  to: moons",
      "  steps: 200",
      "  variants:                  # each runs into a folder of its own",
      "    plain: {dynamics: fd}",
      "    fast: {dynamics.optimizer: {name: adam, step-size: 0.1}}",
      "  sweep:                     # every combination, with every variant",
      "    functional.solver.epsilon: [0.1, 1]",
      "  seeds: 3                   # each of these with three seeds; means and deviations are told",
      "",
      "Examples:",
      "  otium experiments",
      "  otium run gaussian-dynamics --out figure2",
      "  otium run nist-flows --data ~/datasets --set particles=500 --only mnist-to-kmnist",
      "  otium run mine.yaml --seed 3 --dry-run",
      "  otium run --resume figure2",
    })
public final class RunCommand implements Callable<Integer> {
  private final FlowRunner runner;

  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec
  private CommandSpec spec;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "FILE|NAME",
      completionCandidates = Candidates.Recipes.class,
      description = "A recipe: a YAML file, or a name that 'otium experiments' lists.")
  private @Nullable String recipe;

  @Mixin private SettingsOptions settings = new SettingsOptions();

  @SuppressWarnings("UnusedVariable") // asked of the command by its name
  @Mixin
  private OnOption on = new OnOption();

  @Option(
      names = "--only",
      paramLabel = "RUN",
      split = ",",
      description = "Of the recipe's runs only these, with all of their seeds; may be repeated.")
  private List<String> only = new ArrayList<>();

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Decides everything random; the recipe's own by default.")
  private @Nullable Long seed;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "A new folder for the results; otium-NAME by default.")
  private @Nullable Path out;

  @Mixin private CheckpointOptions checkpointing = new CheckpointOptions();

  @Option(
      names = "--resume",
      arity = "0..1",
      paramLabel = "DIR",
      fallbackValue = "",
      description =
          "Continue the recipe in this folder, or in that of --out: finished runs are left alone.")
  private @Nullable String resume;

  @Option(
      names = "--dry-run",
      description =
          "Print what would be run, with every setting, and roughly what it takes; nothing is run.")
  private boolean dryRun;

  @Mixin private JsonOption json = new JsonOption();

  /**
   * The command.
   *
   * @param runner runs flows
   */
  @Inject
  public RunCommand(FlowRunner runner) {
    this.runner = runner;
  }

  /**
   * Runs the recipe.
   *
   * @return 0, or 130 if it was stopped
   * @throws IOException if the folder cannot be written
   */
  @Override
  public Integer call() throws IOException {
    FlowRequest.Checkpoints checkpoints = checkpointing.checkpoints();
    if (resume != null) {
      return resumed(Path.of(folderToResume(resume)), checkpoints);
    }
    if (recipe == null) {
      throw new InvalidInputException(
          "no recipe is named", "Give a YAML file, or a name that 'otium experiments' lists.");
    }
    RecipeFile file = RecipeFile.find(recipe);
    Map<String, Object> assignments = settings.byPath();
    if (seed != null) {
      assignments.put("seed", seed);
    }
    if (dryRun) {
      return plan(file, assignments);
    }
    Path folder = out == null ? NextFree.folder("otium-" + file.name()) : out;
    RunFolder.check(folder);
    return runner.run(
        spec,
        file.beside(),
        checkpoints,
        call -> {
          RecipePlan plan = plan(file, assignments, call.workspace());
          return new RecipeExperiment(Tasks.builtIn(), call).start(plan, file.yaml(), folder);
        });
  }

  private RecipePlan plan(RecipeFile file, Map<String, Object> assignments, Workspace workspace) {
    return RecipePlan.of(
        file.name(), file.label(), file.yaml(), assignments, only, Tasks.builtIn(), workspace);
  }

  private int plan(RecipeFile file, Map<String, Object> assignments) {
    Workspace workspace = runner.workspace(spec, file.beside());
    PrintWriter writer = spec.commandLine().getOut();
    RecipePlan plan = plan(file, assignments, workspace);
    Map<String, LabeledDataset> read = new LinkedHashMap<>();
    List<RoughCost> costs = new ArrayList<>();
    for (PlannedRun run : plan.runs()) {
      costs.add(RoughCost.of(plan.task(), run, workspace, read));
    }
    if (json.isAsked()) {
      writer.print(Json.write(PlanText.tree(plan, costs)));
    } else {
      writer.print(PlanText.of(plan));
      writer.print(PlanText.estimates(plan, costs));
    }
    writer.flush();
    return Failures.OK;
  }

  private int resumed(Path folder, FlowRequest.Checkpoints checkpoints) throws IOException {
    Map<String, Object> given = new LinkedHashMap<>(settings.byPath());
    if (!given.isEmpty() || seed != null || !only.isEmpty() || dryRun) {
      throw new InvalidInputException(
          "--resume continues a recipe as it was begun, and takes no other settings",
          "Leave them out, or run the recipe again in another folder.");
    }
    return runner.run(
        spec,
        Optional.empty(),
        checkpoints,
        call -> new RecipeExperiment(Tasks.builtIn(), call).resume(folder));
  }

  private String folderToResume(String given) throws IOException {
    if (!given.isEmpty()) {
      if (out != null) {
        throw new InvalidInputException(
            "both --out and --resume name a folder", "Name the folder once.");
      }
      return given;
    }
    if (out != null) {
      return out.toString();
    }
    if (recipe != null) {
      return "otium-" + RecipeFile.find(recipe).name();
    }
    throw new InvalidInputException(
        "--resume does not say what to continue", "Give the folder of an interrupted recipe.");
  }
}
