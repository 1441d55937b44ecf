package org.otium.app.library;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.otium.api.Compute;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.OtiumException;
import org.otium.app.command.GlobalOptions;
import org.otium.app.command.Workspaces;
import org.otium.app.datasets.Yaml;
import org.otium.app.experiment.RunOutcome;
import org.otium.app.experiment.StopSignal;
import org.otium.app.experiment.Workspace;
import org.otium.app.experiment.flow.FlowRequest;
import org.otium.app.plugins.DatasetLookup;
import org.otium.app.plugins.PluginRegistry;
import org.otium.app.recipes.RecipeExperiment;
import org.otium.app.recipes.RecipePlan;
import org.otium.app.recipes.Task;
import org.otium.app.recipes.Tasks;
import org.otium.settings.SettingsBinder;
import org.otium.settings.SettingsException;
import org.otium.spi.Kind;
import picocli.CommandLine;

/**
 * What the command line offers, for programs: datasets by their references, plugins by their names
 * and settings, experiments as recipes say them. Works on the module path and on the class path; on
 * the class path without folders of plugins. Its datasets and plugins may be used from several
 * threads.
 *
 * <pre>{@code
 * var otium = Workbench.open();
 * var otdd = otium.make(DatasetDistance.class, "otdd{solver: {epsilon: 0.1}}");
 * var report = otdd.between(otium.dataset("rings"), otium.dataset("moons"));
 * }</pre>
 */
public final class Workbench {
  private final Workspace workspace;

  private Workbench(Workspace workspace) {
    this.workspace = workspace;
  }

  /**
   * Finds the plugins and chooses a linear algebra.
   *
   * @param options the options that all commands have, as on the command line: {@code "--data",
   *     "datasets", "--threads", "2", "--plugins", "mine"}
   * @return a workbench
   * @throws InvalidInputException if an option is unknown or wrong
   */
  public static Workbench open(String... options) {
    GlobalOptions global = new GlobalOptions();
    try {
      new CommandLine(global).parseArgs(options);
    } catch (CommandLine.ParameterException e) {
      throw new InvalidInputException(
          String.valueOf(e.getMessage()), "Give options that every command has.", e);
    }
    PluginRegistry registry = PluginRegistry.discover(global.pluginFolders());
    Workspaces workspaces =
        new Workspaces(global, () -> compute -> registry.context(compute, DatasetLookup.none()));
    return new Workbench(workspaces.open(List.of()));
  }

  /**
   * What the machine offers to plugins, for those that a program makes by itself.
   *
   * @return linear algebra, threads and memory
   */
  public Compute compute() {
    return workspace.machine().compute();
  }

  /**
   * Reads or makes a dataset.
   *
   * @param reference what a recipe would say: {@code "mnist-train"}, {@code "rings{per-class:
   *     50}"}, a file, or a map with {@code name}
   * @param seed decides everything random in a generator
   * @return the dataset
   * @throws InvalidInputException if there is no such dataset or it cannot be read
   */
  public LabeledDataset dataset(Object reference, long seed) {
    return workspace.library().load(reference, seed).dataset();
  }

  /**
   * Reads or makes a dataset with the seed 0, which is also that of recipes.
   *
   * @param reference as for {@link #dataset(Object, long)}
   * @return the dataset
   * @throws InvalidInputException if there is no such dataset or it cannot be read
   */
  public LabeledDataset dataset(Object reference) {
    return dataset(reference, 0);
  }

  /**
   * Makes a plugin.
   *
   * @param <T> what it is
   * @param type what it is, an interface of {@code org.otium.api} that a kind of plugin makes:
   *     {@code DatasetDistance.class}
   * @param spec what a recipe would say: its name, its name with settings in braces, or a map with
   *     {@code name} and its settings
   * @return the plugin
   * @throws SettingsException if anything is wrong with its settings, with every problem
   * @throws OtiumException if it fails to start
   */
  public <T> T make(Class<T> type, Object spec) {
    return make(type, spec, Map.of());
  }

  /**
   * Makes a plugin whose settings refer to datasets of the program by a name: that of a functional
   * is {@code target} where its settings say nothing else.
   *
   * @param <T> what it is
   * @param type as for {@link #make(Class, Object)}
   * @param spec as for {@link #make(Class, Object)}
   * @param datasets datasets by the names that settings call them
   * @return the plugin
   * @throws SettingsException if anything is wrong with its settings, with every problem
   * @throws OtiumException if it fails to start
   */
  public <T> T make(Class<T> type, Object spec, Map<String, LabeledDataset> datasets) {
    Kind kind =
        Kind.ofProduct(type)
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        "no kind of plugin makes a " + type.getName(),
                        "Name an interface of org.otium.api such as DatasetDistance."));
    Object tree = spec instanceof String text ? Yaml.plugin(text) : spec;
    NamedDatasets context = new NamedDatasets(workspace.plugins(), workspace.library(), datasets);
    return type.cast(new SettingsBinder(context).bindPlugin(kind, tree, kind.id()).value());
  }

  /**
   * Runs an experiment as {@code otium run} does, into a folder with a report.
   *
   * @param experiment what is done
   * @param out a new folder
   * @return what came of it
   * @throws InvalidInputException if anything is wrong with it, with every problem; nothing was
   *     written then
   * @throws IOException if the folder cannot be written
   */
  public Result run(Experiment experiment, Path out) throws IOException {
    RecipePlan plan =
        RecipePlan.of(
            experiment.name(),
            experiment.name(),
            experiment.text(),
            Map.of(),
            List.of(),
            Tasks.builtIn(),
            workspace);
    Task.Call call =
        new Task.Call(
            workspace, new LoggedProgress(), new StopSignal(), FlowRequest.Checkpoints.DEFAULT);
    RunOutcome outcome =
        new RecipeExperiment(Tasks.builtIn(), call).start(plan, experiment.text(), out);
    return new Result(out, outcome.report(), outcome.summary(), outcome.warnings());
  }
}
