package org.otium.app.command;

import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.otium.api.Cluster;
import org.otium.api.Compute;
import org.otium.api.InvalidInputException;
import org.otium.api.LinearAlgebra;
import org.otium.app.datasets.DataFolders;
import org.otium.app.datasets.DatasetLibrary;
import org.otium.app.experiment.Workspace;
import org.otium.app.machine.LinearAlgebraChoice;
import org.otium.app.machine.LinearAlgebraChoice.Candidate;
import org.otium.app.machine.Machine;
import org.otium.app.plugins.DevicePreset;
import org.otium.settings.NearestName;
import org.otium.settings.SettingsBinder;
import org.otium.settings.SettingsContext;
import org.otium.spi.Availability;
import org.otium.spi.Kind;
import picocli.CommandLine.Model.CommandSpec;

/** Decides once, after the options are known, what the commands work with. */
@Singleton
public final class Workspaces {
  private final GlobalOptions options;
  private final Provider<PluginContexts> plugins;
  private @Nullable Machine machine;
  private @Nullable DevicePreset devices;

  /**
   * Workspaces over plugins.
   *
   * @param options what the user asked for
   * @param plugins finds plugins
   */
  @Inject
  public Workspaces(GlobalOptions options, Provider<PluginContexts> plugins) {
    this.options = options;
    this.plugins = plugins;
  }

  /**
   * What one command works with.
   *
   * @param commandLine what was typed, program name first
   * @return a workspace
   */
  public Workspace open(List<String> commandLine) {
    return open(commandLine, options.dataFolders());
  }

  /**
   * What one command works with.
   *
   * @param commandLine what was typed, program name first
   * @param beside where its datasets may lie as well
   * @return a workspace
   */
  Workspace open(List<String> commandLine, Path beside) {
    return open(commandLine, options.dataFolders().with(beside));
  }

  private Workspace open(List<String> commandLine, DataFolders folders) {
    SettingsContext context = onDevice(plugins.get().of(compute()));
    DatasetLibrary library = new DatasetLibrary(context, folders);
    return new Workspace(Version.current(), machine(), context, library, commandLine);
  }

  private SettingsContext onDevice(SettingsContext context) {
    if (options.device().isEmpty()) {
      return context;
    }
    DevicePreset preset = new DevicePreset(context, options.device().get());
    devices = preset;
    return preset;
  }

  /**
   * What to tell a user who named a device, after the work is done.
   *
   * @return a sentence if that changed nothing
   */
  Optional<String> deviceNote() {
    DevicePreset preset = devices;
    return preset == null || preset.isUsed()
        ? Optional.empty()
        : Optional.of(
            "--device changed nothing: no plugin that this run names leaves open where to compute.");
  }

  /**
   * The cluster that does the work of a command. To be asked before a workspace is opened: the
   * memory of its workers decides how large arrays may be.
   *
   * @param spec the command
   * @return nothing if the work is done here
   * @throws InvalidInputException if there is no such cluster
   */
  Optional<Cluster> cluster(CommandSpec spec) {
    Optional<String> on = OnOption.of(spec);
    if (spec.findOption(OnOption.NAME) == null) {
      return Optional.empty();
    }
    Compute none = new Compute(notChosenYet(), options.threads(), options.memoryBudget());
    Optional<Cluster> cluster = new ClusterChoice(plugins.get().of(none)).of(on);
    cluster
        .filter(chosen -> chosen.workerMemory() > 0)
        .ifPresent(chosen -> options.preferring("", Machine.memoryBudget(chosen.workerMemory())));
    return cluster;
  }

  /**
   * What the machine offers to plugins.
   *
   * @return the same for the whole process
   */
  public Compute compute() {
    return machine().compute();
  }

  /**
   * The names of the plugins of a kind, without choosing linear algebra.
   *
   * @param kind the kind
   * @return sorted names
   */
  List<String> names(Kind kind) {
    Compute none = new Compute(notChosenYet(), options.threads(), options.memoryBudget());
    return plugins.get().of(none).names(kind);
  }

  private Machine machine() {
    Machine known = machine;
    if (known == null) {
      int threads = options.threads();
      long budget = options.memoryBudget();
      String device = options.device().orElse(Machine.ANY_DEVICE);
      known = new Machine(threads, budget, linearAlgebra(threads, budget), device);
      machine = known;
    }
    return known;
  }

  private LinearAlgebraChoice linearAlgebra(int threads, long budget) {
    SettingsContext context = plugins.get().of(new Compute(notChosenYet(), threads, budget));
    List<String> names = context.names(Kind.LINEAR_ALGEBRA);
    if (options.linearAlgebra().isEmpty()) {
      List<Candidate> candidates = new ArrayList<>();
      names.forEach(name -> candidates.add(candidate(context, name)));
      return LinearAlgebraChoice.best(candidates);
    }
    String asked = options.linearAlgebra().get();
    if (!names.contains(asked)) {
      String why = context.whyMissing(Kind.LINEAR_ALGEBRA, asked);
      throw new InvalidInputException(
          "unknown linear algebra '" + asked + "'" + (why.isEmpty() ? "" : ": " + why),
          (why.isEmpty()
                  ? NearestName.of(asked, names).map(n -> "Did you mean '" + n + "'? ").orElse("")
                  : "")
              + "There are: "
              + String.join(", ", names)
              + ".");
    }
    return LinearAlgebraChoice.named(candidate(context, asked));
  }

  private static Candidate candidate(SettingsContext context, String name) {
    return new Candidate(
        name,
        () ->
            context
                .find(Kind.LINEAR_ALGEBRA, name)
                .map(provider -> context.availability(Kind.LINEAR_ALGEBRA, provider))
                .orElseGet(() -> Availability.no("it was not found")),
        () ->
            (LinearAlgebra)
                new SettingsBinder(context).bindPlugin(Kind.LINEAR_ALGEBRA, name, name).value());
  }

  /** Linear algebra is made before there is any; one that asks for another is told so. */
  private static LinearAlgebra notChosenYet() {
    return (LinearAlgebra)
        Proxy.newProxyInstance(
            LinearAlgebra.class.getClassLoader(),
            new Class<?>[] {LinearAlgebra.class},
            (proxy, method, arguments) -> {
              throw new IllegalStateException("linear algebra is not chosen yet");
            });
  }
}
