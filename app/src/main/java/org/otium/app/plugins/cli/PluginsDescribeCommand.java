package org.otium.app.plugins.cli;

import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.otium.api.InvalidInputException;
import org.otium.app.plugins.PluginEntry;
import org.otium.app.plugins.PluginRegistry;
import org.otium.settings.NearestName;
import org.otium.settings.Parameter;
import org.otium.settings.SettingsSchema;
import org.otium.settings.ValueType;
import org.otium.spi.Kind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code otium plugins describe}: what one plugin does and which settings it has. */
@Command(
    name = "describe",
    description = "Show what a plugin does and its settings.",
    footer = {
      "",
      "Examples:",
      "  otium plugins describe sinkhorn",
      "  otium plugins describe otdd --kind functional --schema",
    },
    mixinStandardHelpOptions = true)
public final class PluginsDescribeCommand implements Callable<Integer> {
  private final Provider<PluginRegistry> registry;

  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec
  private CommandSpec spec;

  @Parameters(paramLabel = "NAME", description = "The name of a plugin.")
  private String name;

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      converter = KindNames.class,
      completionCandidates = KindNames.class,
      description =
          "Its kind, where plugins of several kinds have that name: ${COMPLETION-CANDIDATES}.")
  private @Nullable Kind kind;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Option(
      names = "--schema",
      description =
          "Print the JSON schema of its settings, with which editors complete and check them.")
  private boolean schema;

  /**
   * A command.
   *
   * @param registry gives the plugins when the command runs
   */
  @Inject
  public PluginsDescribeCommand(Provider<PluginRegistry> registry) {
    this.registry = registry;
    this.name = "";
  }

  /**
   * Prints the description.
   *
   * @throws InvalidInputException if there is no such plugin, or several
   */
  @Override
  public Integer call() {
    PluginRegistry plugins = registry.get();
    PluginEntry entry = chosen(plugins);
    PrintWriter out = spec.commandLine().getOut();
    if (schema) {
      out.println(Json.write(plugins.jsonSchema(settingsOf(entry))));
    } else if (json) {
      Map<String, Object> tree = Json.of(entry);
      entry.settings().ifPresent(settings -> tree.put("settings", Json.of(settings)));
      out.println(Json.write(tree));
    } else {
      print(entry, plugins, out);
    }
    out.flush();
    return 0;
  }

  private static Class<? extends Record> settingsOf(PluginEntry entry) {
    return entry
        .settings()
        .map(SettingsSchema::type)
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "the settings of '" + entry.name() + "' are unknown: " + entry.state().reason(),
                    "Mend the plugin first: 'otium plugins check' tells what is wrong with it."));
  }

  private PluginEntry chosen(PluginRegistry plugins) {
    List<PluginEntry> named =
        plugins.entries().stream()
            .filter(e -> e.name().equals(name))
            .filter(e -> kind == null || e.kind().filter(k -> k == kind).isPresent())
            .toList();
    List<PluginEntry> sound = named.stream().filter(e -> e.provider().isPresent()).toList();
    List<PluginEntry> found = sound.isEmpty() ? named : sound;
    if (found.isEmpty()) {
      throw unknown(plugins);
    }
    List<String> kinds =
        found.stream().flatMap(e -> e.kind().stream()).map(Kind::id).distinct().toList();
    if (kinds.size() > 1) {
      throw new InvalidInputException(
          "'" + name + "' is a plugin of several kinds: " + String.join(", ", kinds),
          "Type one of:"
              + kinds.stream()
                  .map(k -> "\n  otium plugins describe " + name + " --kind " + k)
                  .collect(Collectors.joining()));
    }
    return found.getFirst();
  }

  private InvalidInputException unknown(PluginRegistry plugins) {
    if (kind != null) {
      plugins.entry(kind, name);
    }
    for (Kind any : Kind.values()) {
      if (!plugins.whyMissing(any, name).isEmpty()) {
        plugins.entry(any, name);
      }
    }
    List<String> names =
        plugins.entries().stream()
            .filter(e -> e.kind().isPresent())
            .map(PluginEntry::name)
            .distinct()
            .sorted()
            .toList();
    String nearest = NearestName.of(name, names).map(n -> "Did you mean '" + n + "'? ").orElse("");
    return new InvalidInputException(
        "there is no plugin '" + name + "'",
        nearest + "There are: " + String.join(", ", names) + ".");
  }

  private static void print(PluginEntry entry, PluginRegistry plugins, PrintWriter out) {
    out.println(entry.name() + entry.kind().map(k -> " (" + k.id() + ")").orElse(""));
    if (!entry.summary().isEmpty()) {
      out.println("  " + entry.summary());
    }
    out.println();
    out.println("  module   " + entry.module() + " " + entry.version());
    out.println("  jar      " + entry.location());
    out.println("  state    " + entry.state().word());
    if (!entry.state().reason().isEmpty()) {
      out.println("           " + entry.state().reason());
    }
    entry
        .settings()
        .ifPresent(
            settings -> {
              out.println();
              out.println(settings.parameters().isEmpty() ? "No settings." : "Settings:");
              printSettings(settings, plugins, "  ", out);
            });
  }

  private static void printSettings(
      SettingsSchema settings, PluginRegistry plugins, String indent, PrintWriter out) {
    int width = settings.keys().stream().mapToInt(String::length).max().orElse(0);
    for (Parameter parameter : settings.parameters()) {
      String pad = indent + " ".repeat(width + 2);
      out.println(
          indent
              + parameter.key()
              + " ".repeat(width - parameter.key().length() + 2)
              + parameter.doc());
      out.println(pad + parameter.allowed() + "; " + defaultOf(parameter));
      parameter
          .pluginKind()
          .ifPresent(nested -> out.println(pad + "there are: " + names(plugins, nested)));
      if (parameter.type() instanceof ValueType.Group group) {
        printSettings(SettingsSchema.of(group.type()), plugins, pad, out);
      }
    }
  }

  private static String names(PluginRegistry plugins, Kind kind) {
    List<String> names = plugins.names(kind);
    return names.isEmpty() ? "none" : names.stream().collect(Collectors.joining(", "));
  }

  private static String defaultOf(Parameter parameter) {
    return parameter
        .defaultValue()
        .map(text -> text.isEmpty() ? "default: empty" : "default: " + text)
        .orElse("must be given");
  }
}
