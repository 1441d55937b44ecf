package org.otium.app.plugins.cli;

import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.otium.app.plugins.PluginEntry;
import org.otium.app.plugins.PluginRegistry;
import org.otium.app.plugins.ShippedFolder;
import org.otium.spi.Kind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code otium plugins list}: every plugin that was found, with the reason where it cannot be used.
 */
@Command(
    name = "list",
    description = "List every plugin found, and why it cannot be used if so.",
    footer = {
      "",
      "Examples:",
      "  otium plugins list",
      "  otium plugins list --kind ot-solver --json",
    },
    mixinStandardHelpOptions = true)
public final class PluginsListCommand implements Callable<Integer> {
  private final Provider<PluginRegistry> registry;

  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec
  private CommandSpec spec;

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      converter = KindNames.class,
      completionCandidates = KindNames.class,
      description = "Only plugins of one kind: ${COMPLETION-CANDIDATES}.")
  private @Nullable Kind kind;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  /**
   * A command.
   *
   * @param registry gives the plugins when the command runs
   */
  @Inject
  public PluginsListCommand(Provider<PluginRegistry> registry) {
    this.registry = registry;
  }

  /** Prints the list. */
  @Override
  public Integer call() {
    PluginRegistry plugins = registry.get();
    List<PluginEntry> entries =
        plugins.entries().stream()
            .filter(e -> kind == null || e.kind().filter(k -> k == kind).isPresent())
            .toList();
    PrintWriter out = spec.commandLine().getOut();
    List<ShippedFolder> absent = plugins.absent();
    if (json) {
      List<Object> trees = new ArrayList<>(entries.stream().map(Json::of).toList());
      absent.stream()
          .flatMap(folder -> wanted(folder).stream())
          .forEach(shipped -> trees.add(Json.absent(shipped, plugins)));
      out.println(Json.write(trees));
    } else {
      table(entries).print(out);
      out.println();
      absent.forEach(folder -> printAbsent(folder, out));
      plugins.folders().forEach(folder -> printFolder(folder, out));
    }
    out.flush();
    return 0;
  }

  private List<ShippedFolder.Plugin> wanted(ShippedFolder folder) {
    return folder.plugins().stream().filter(p -> kind == null || p.kind() == kind).toList();
  }

  private void printAbsent(ShippedFolder folder, PrintWriter out) {
    List<ShippedFolder.Plugin> wanted = wanted(folder);
    if (wanted.isEmpty()) {
      return;
    }
    Map<String, List<String>> names = new LinkedHashMap<>();
    wanted.forEach(p -> names.computeIfAbsent(p.kind().id(), _ -> new ArrayList<>()).add(p.name()));
    out.println(
        "Not there: "
            + folder.name()
            + ", which comes with Otium and has "
            + names.entrySet().stream()
                .map(of -> of.getKey() + " " + String.join(", ", of.getValue()))
                .collect(Collectors.joining("; ")));
  }

  private static Table table(List<PluginEntry> entries) {
    Table table = new Table("KIND", "NAME", "VERSION", "MODULE", "JAR", "STATE");
    for (PluginEntry entry : entries) {
      String reason = entry.state().reason();
      table.row(
          List.of(
              entry.kind().map(Kind::id).orElse(""),
              entry.name(),
              entry.version(),
              entry.module(),
              entry.location().getFileName() + (entry.isBuiltIn() ? " (built in)" : ""),
              entry.state().word()),
          reason.isEmpty() ? List.of() : List.of(reason));
    }
    return table;
  }

  private static void printFolder(Path folder, PrintWriter out) {
    out.println(
        "Plugin folder: " + folder + (Files.isDirectory(folder) ? "" : " (does not exist)"));
  }
}
