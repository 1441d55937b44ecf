package org.otium.app.cluster;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.otium.api.InvalidInputException;
import org.otium.app.command.GlobalOptions;
import org.otium.app.command.Workspaces;
import org.otium.app.experiment.LentWorkspace;
import org.otium.app.experiment.Workspace;
import org.otium.app.plugins.DatasetLookup;
import org.otium.app.plugins.PluginRegistry;
import org.otium.app.text.Numbers;
import org.otium.settings.SettingsException;
import org.otium.spi.ClusterWork;
import picocli.CommandLine;

/** The workspace of a process that works for a cluster. */
final class WorkerWorkspace {
  private WorkerWorkspace() {}

  /**
   * Prepares for the pieces of a job, whose settings were found right where it was asked for.
   *
   * @param job what describes the job
   * @param threads how many threads a piece may use
   * @param pieces makes them in a workspace
   * @throws InvalidInputException if they cannot be done here
   */
  static ClusterWork.Pieces with(
      Map<String, Object> job, int threads, Function<Workspace, ClusterWork.Pieces> pieces) {
    Workspace workspace = of(job, threads);
    try {
      return new KnownPieces(pieces.apply(workspace), workspace.machine().arithmetic());
    } catch (SettingsException e) {
      throw new InvalidInputException(
          "a worker of the cluster cannot do this work: " + e.what(),
          "If a plugin is missing there, give it to the workers; for Spark, name its folder: --on 'spark{master: …, plugins: [torch]}'.",
          e);
    }
  }

  /**
   * A workspace in which the same numbers come out as in that of the process that asked.
   *
   * @param job what describes the job; its entry {@code workspace} describes the workspace
   * @param threads how many threads a piece may use
   * @throws InvalidInputException if there can be none here
   */
  private static Workspace of(Map<String, Object> job, int threads) {
    Map<?, ?> tree = job.get("workspace") instanceof Map<?, ?> map ? map : Map.of();
    Optional<Workspace> here = LentWorkspace.here(tree);
    if (here.isPresent()) {
      return here.get();
    }
    requireMemory(tree.get("memory"));
    GlobalOptions options = new GlobalOptions();
    new CommandLine(options)
        .parseArgs(
            "--threads",
            Integer.toString(threads),
            "--memory",
            String.valueOf(tree.get("memory")),
            "--linalg",
            String.valueOf(tree.get("linear-algebra")));
    PluginRegistry registry = PluginRegistry.discover(List.of());
    Workspaces workspaces =
        new Workspaces(options, () -> compute -> registry.context(compute, DatasetLookup.none()));
    Workspace own = workspaces.open(LentWorkspace.commandLine(tree));
    String version = String.valueOf(tree.get("version"));
    // On the class path a jar does not know its version.
    if (WorkerWorkspace.class.getModule().isNamed() && !own.version().equals(version)) {
      throw new InvalidInputException(
          "the workers of the cluster have Otium " + own.version() + ", and this is " + version,
          "Give them the jars of this program.");
    }
    return new Workspace(version, own.machine(), own.plugins(), own.library(), own.commandLine());
  }

  private static void requireMemory(@Nullable Object bytes) {
    long heap = Runtime.getRuntime().maxMemory();
    if (bytes instanceof Number wanted && wanted.longValue() > heap) {
      throw new InvalidInputException(
          "a worker of the cluster has a heap of "
              + Numbers.bytes(heap)
              + ", and one array may take "
              + Numbers.bytes(wanted.longValue()),
          "Give workers more memory, or arrays less with --memory.");
    }
  }
}
