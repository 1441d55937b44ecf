package org.otium.app.reference;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.otium.app.plugins.PluginEntry;
import org.otium.settings.Parameter;
import org.otium.settings.SettingsSchema;
import org.otium.settings.ValueType;
import org.otium.spi.Kind;

/**
 * A page for each kind of plugin, with every plugin of that kind and its settings, and an index of
 * them. They say the same on every machine: nothing of where a jar lies or whether it works there.
 */
public final class PluginPages {
  /** The page that leads to the others. */
  public static final String INDEX = "README.md";

  private static final String EXTENSION = ".md";

  private PluginPages() {}

  /**
   * Writes about plugins.
   *
   * @param entries the plugins; those that could not be loaded are left out
   * @return Markdown by the name of its file, the index first
   */
  public static Map<String, String> of(List<PluginEntry> entries) {
    Map<String, String> pages = new LinkedHashMap<>();
    pages.put(INDEX, index(entries));
    for (Kind kind : Kind.values()) {
      List<PluginEntry> plugins = of(kind, entries);
      if (!plugins.isEmpty()) {
        pages.put(file(kind), page(kind, plugins));
      }
    }
    return pages;
  }

  private static List<PluginEntry> of(Kind kind, List<PluginEntry> entries) {
    return entries.stream()
        .filter(e -> e.kind().filter(k -> k == kind).isPresent() && e.provider().isPresent())
        .toList();
  }

  private static String file(Kind kind) {
    return kind.id() + EXTENSION;
  }

  private static String index(List<PluginEntry> entries) {
    List<List<String>> rows = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      List<PluginEntry> plugins = of(kind, entries);
      if (!plugins.isEmpty()) {
        String names =
            plugins.stream()
                .map(e -> Markdown.link(Markdown.code(e.name()), file(kind) + "#" + e.name()))
                .collect(Collectors.joining(", "));
        rows.add(List.of(Markdown.link(kind.id(), file(kind)), KindText.of(kind), names));
      }
    }
    return new Markdown()
        .heading(1, "Plugins")
        .block(
            """
            Every plugin that comes with Otium and all that can be set, written from the settings \
            records themselves by `otium plugins document`.""")
        .table(List.of("kind", "what it is", "plugins"), rows)
        .block(
            """
            Where a setting holds a plugin, write its name, or a map with `name` and its settings: \
            `solver: {name: sinkhorn, epsilon: 0.1}`. On the command line a path leads to a \
            setting: `--set functional.solver.epsilon=0.1`. `otium plugins describe NAME` shows \
            the same on a terminal.""")
        .toString();
  }

  private static String page(Kind kind, List<PluginEntry> plugins) {
    Markdown page = new Markdown();
    page.heading(1, kind.id());
    page.block(KindText.of(kind) + " " + Markdown.link("All kinds", INDEX));
    for (PluginEntry plugin : plugins) {
      section(page, plugin);
    }
    return page.toString();
  }

  private static void section(Markdown page, PluginEntry plugin) {
    page.heading(2, plugin.name());
    page.block(Markdown.plain(plugin.summary()));
    page.block(
        "Module "
            + Markdown.code(plugin.module())
            + folder(plugin).map(f -> ", in the plugin folder " + Markdown.code(f)).orElse("")
            + ".");
    List<List<String>> rows = new ArrayList<>();
    plugin.settings().ifPresent(settings -> rows(settings, "", rows));
    if (rows.isEmpty()) {
      page.block("It has no settings.");
    } else {
      page.table(List.of("setting", "what it does", "may be", "default"), rows);
    }
  }

  /** The name of the plugin folder, for what does not lie on the path of the program. */
  private static Optional<String> folder(PluginEntry plugin) {
    if (plugin.isBuiltIn()) {
      return Optional.empty();
    }
    Path location = plugin.location();
    Path folder = Files.isDirectory(location) ? location : location.getParent();
    return Optional.ofNullable(folder).map(f -> String.valueOf(f.getFileName()));
  }

  private static void rows(SettingsSchema settings, String prefix, List<List<String>> rows) {
    for (Parameter parameter : settings.parameters()) {
      String key = prefix + parameter.key();
      rows.add(
          List.of(
              Markdown.code(key),
              Markdown.plain(parameter.doc()),
              allowed(parameter),
              defaultOf(parameter)));
      switch (parameter.type()) {
        case ValueType.Group group -> rows(SettingsSchema.of(group.type()), key + ".", rows);
        case ValueType.ListOf(ValueType.Group group) ->
            rows(SettingsSchema.of(group.type()), key + "[].", rows);
        case ValueType.OptionalOf(ValueType.Group group) ->
            rows(SettingsSchema.of(group.type()), key + ".", rows);
        default -> {}
      }
    }
  }

  private static String allowed(Parameter parameter) {
    String words = Markdown.plain(parameter.allowed());
    return parameter
        .pluginKind()
        .map(kind -> words.replace(kind.id(), Markdown.link(kind.id(), file(kind))))
        .orElse(words);
  }

  private static String defaultOf(Parameter parameter) {
    return parameter
        .defaultValue()
        .map(text -> text.isEmpty() ? "empty" : Markdown.code(text))
        .orElse("**must be given**");
  }
}
