package org.otium.app.plugins.cli;

import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.otium.api.Compute;
import org.otium.api.InvalidInputException;
import org.otium.app.plugins.JarRules;
import org.otium.app.plugins.PluginEntry;
import org.otium.app.plugins.PluginRegistry;
import org.otium.app.plugins.ProviderCheck;
import org.otium.spi.Kind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code otium plugins check}: loads one plugin apart from the others and says what is wrong with
 * it.
 */
@Command(
    name = "check",
    description =
        "Load one plugin apart from the others, hold its classes to the rules of the house, and say what is wrong; exit code 1 if anything is.",
    footer = {
      "",
      "Examples:",
      "  otium plugins check target/my-pull.jar",
      "  otium plugins check plugins/my-pull --json",
    },
    mixinStandardHelpOptions = true)
public final class PluginsCheckCommand implements Callable<Integer> {
  private static final int FAULTY = 1;

  private final Provider<Compute> compute;

  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec
  private CommandSpec spec;

  @Parameters(
      paramLabel = "JAR|FOLDER",
      description = "The jar of a plugin, or its folder (with its libraries).")
  private Path path;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  /**
   * A command.
   *
   * @param compute gives what the machine offers to plugins, if the plugin can be made
   */
  @Inject
  public PluginsCheckCommand(Provider<Compute> compute) {
    this.compute = compute;
    this.path = Path.of("");
  }

  /**
   * Prints what was found.
   *
   * @return 0 if nothing is wrong, otherwise 1
   * @throws InvalidInputException if there is no such jar or folder
   */
  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<ProviderCheck> checks = checks();
    if (json) {
      out.println(Json.write(checks.stream().map(PluginsCheckCommand::tree).toList()));
    } else {
      checks.forEach(check -> print(check, out));
    }
    out.flush();
    return checks.stream().allMatch(ProviderCheck::isOk) ? 0 : FAULTY;
  }

  private List<ProviderCheck> checks() {
    PluginRegistry registry = PluginRegistry.discoverOne(path);
    // What is wrong with the classes of a jar is told with its first plugin.
    Set<Path> looked = new HashSet<>();
    return registry.entries().stream()
        .filter(entry -> !entry.isBuiltIn())
        .map(entry -> ProviderCheck.of(registry, entry, compute::get))
        .map(check -> looked.add(check.entry().location()) ? withRules(check) : check)
        .toList();
  }

  private static ProviderCheck withRules(ProviderCheck check) {
    List<String> faults = new ArrayList<>(check.faults());
    faults.addAll(JarRules.faults(check.entry().location()));
    return new ProviderCheck(check.entry(), faults, check.notes());
  }

  private static Map<String, Object> tree(ProviderCheck check) {
    Map<String, Object> tree = new LinkedHashMap<>(Json.of(check.entry()));
    tree.put("ok", check.isOk());
    tree.put("faults", check.faults());
    tree.put("notes", check.notes());
    return tree;
  }

  private static void print(ProviderCheck check, PrintWriter out) {
    PluginEntry entry = check.entry();
    String kind = entry.kind().map(Kind::id).orElse("plugin");
    out.println(kind + " " + entry.name() + ": " + (check.isOk() ? "ok" : "faulty"));
    check.faults().forEach(fault -> out.println("  wrong: " + fault));
    check.notes().forEach(note -> out.println("  note: " + note));
  }
}
