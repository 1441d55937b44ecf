package org.otium.app.plugins;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.otium.api.Compute;
import org.otium.api.InvalidInputException;
import org.otium.api.OtiumException;
import org.otium.app.plugins.PluginEntry.Claim;
import org.otium.app.plugins.PluginEntry.Home;
import org.otium.app.plugins.PluginJar.Refused;
import org.otium.settings.Bound;
import org.otium.settings.JsonSchema;
import org.otium.settings.NearestName;
import org.otium.settings.SettingsBinder;
import org.otium.settings.SettingsContext;
import org.otium.settings.SettingsException;
import org.otium.spi.Kind;
import org.otium.spi.Provider;

/** Every plugin that was found, usable or not. Immutable and safe to use from several threads. */
public final class PluginRegistry {
  private static final System.Logger LOG = System.getLogger("org.otium.app.plugins");

  private static final Comparator<PluginEntry> ORDER =
      Comparator.<PluginEntry>comparingInt(
              e -> e.kind().map(Kind::ordinal).orElse(Integer.MAX_VALUE))
          .thenComparing(PluginEntry::name)
          .thenComparing(e -> e.location().toString());

  private final List<PluginEntry> entries;
  private final List<Path> folders;

  private PluginRegistry(List<PluginEntry> found, List<Path> folders) {
    this.entries = DuplicateNames.refuse(found).stream().sorted(ORDER).toList();
    this.folders = List.copyOf(folders);
  }

  /**
   * Finds the plugins that come with Otium and those in folders of plugins.
   *
   * @param folders folders of plugins; one that does not exist holds none
   * @return what was found
   * @throws OtiumException if Otium was started from the class path and there are folders, whose
   *     plugins need modules
   */
  public static PluginRegistry discover(List<Path> folders) {
    if (folders.isEmpty() && PluginRegistry.class.getModule().getLayer() == null) {
      return new PluginRegistry(ClassPathPlugins.find(), List.of());
    }
    return discover(programLayer(), folders);
  }

  /**
   * Finds the plugins of a layer and those in folders of plugins.
   *
   * @param program the layer whose modules count as coming with Otium; it holds {@code otium.api}
   * @param folders folders of plugins; one that does not exist holds none
   * @return what was found
   */
  public static PluginRegistry discover(ModuleLayer program, List<Path> folders) {
    List<Path> absolute = folders.stream().map(PluginRegistry::absolute).toList();
    return discover(program, absolute, PluginFolder::in);
  }

  /** Finds the plugins that lie where {@code listing} says of each folder. */
  static PluginRegistry discover(
      ModuleLayer program, List<Path> folders, Function<Path, List<Path>> listing) {
    List<Path> plugins = new ArrayList<>();
    List<PluginEntry> unreadable = new ArrayList<>();
    for (Path folder : folders) {
      try {
        plugins.addAll(listing.apply(folder));
      } catch (UncheckedIOException e) {
        unreadable.add(refused(folder, e.getMessage() + "; check that it may be read"));
      }
    }
    return open(program, plugins, folders, unreadable);
  }

  /**
   * Finds the plugins that come with Otium and one more, without any other, to look at that one.
   *
   * @param plugin a jar, or the folder of one plugin
   * @return what was found
   * @throws InvalidInputException if there is no such jar or folder
   */
  public static PluginRegistry discoverOne(Path plugin) {
    return discoverOne(programLayer(), plugin);
  }

  static PluginRegistry discoverOne(ModuleLayer program, Path plugin) {
    if (!Files.exists(plugin)) {
      throw new InvalidInputException(
          "there is no " + plugin, "Name the jar or the folder of a plugin.");
    }
    return open(program, List.of(absolute(plugin)), List.of(), List.of());
  }

  private static ModuleLayer programLayer() {
    ModuleLayer layer = PluginRegistry.class.getModule().getLayer();
    if (layer == null) {
      throw new OtiumException(
          "Otium runs from the class path, where plugins in folders cannot be loaded",
          "Start it with ./otium, or put Otium on the module path.");
    }
    return layer;
  }

  private static Path absolute(Path path) {
    return path.toAbsolutePath().normalize();
  }

  private static PluginRegistry open(
      ModuleLayer program, List<Path> plugins, List<Path> folders, List<PluginEntry> unreadable) {
    List<PluginEntry> found = new ArrayList<>(ProviderDiscovery.builtIn(program));
    found.addAll(unreadable);
    for (Path plugin : plugins) {
      try {
        found.addAll(ProviderDiscovery.of(PluginLayer.open(PluginFolder.at(plugin), program)));
      } catch (Refused e) {
        found.add(refused(plugin, e.reason()));
      } catch (UncheckedIOException e) {
        found.add(refused(plugin, e.getMessage() + "; check that it may be read"));
      }
    }
    PluginRegistry registry = new PluginRegistry(found, folders);
    registry.log();
    return registry;
  }

  private void log() {
    folders.forEach(
        folder -> LOG.log(System.Logger.Level.DEBUG, "plugins looked for in {0}", folder));
    for (PluginEntry entry : entries) {
      if (entry.provider().isEmpty()) {
        LOG.log(
            System.Logger.Level.INFO,
            "plugin {0} is set aside: {1}",
            entry,
            entry.state().reason());
      }
    }
  }

  private static PluginEntry refused(Path plugin, String reason) {
    String id = String.valueOf(plugin.getFileName());
    Home home = new Home("", "", plugin, false);
    return PluginEntry.refused(new Claim(Optional.empty(), id, "", home), reason);
  }

  /**
   * Everything that was found.
   *
   * @return the entries by kind, name and place; those that have no kind last
   */
  public List<PluginEntry> entries() {
    return entries;
  }

  /**
   * Where was looked.
   *
   * @return absolute paths of folders of plugins, whether or not they exist
   */
  public List<Path> folders() {
    return folders;
  }

  /**
   * The plugins of a kind that are sound.
   *
   * @param kind a kind of plugin
   * @return their names, ascending, those included that are unavailable on this machine
   */
  public List<String> names(Kind kind) {
    return sound(kind).stream().map(PluginEntry::name).toList();
  }

  /**
   * The providers of a kind that are sound.
   *
   * @param kind a kind of plugin
   * @return the providers, by name
   */
  public List<Provider<?, ?>> providers(Kind kind) {
    return sound(kind).stream().<Provider<?, ?>>map(e -> e.provider().orElseThrow()).toList();
  }

  private List<PluginEntry> sound(Kind kind) {
    return entries.stream().filter(e -> isOf(e, kind) && e.provider().isPresent()).toList();
  }

  private static boolean isOf(PluginEntry entry, Kind kind) {
    return entry.kind().filter(k -> k == kind).isPresent();
  }

  /**
   * The sound plugin of a name.
   *
   * @param kind its kind
   * @param name its name
   * @return its entry
   * @throws InvalidInputException if there is none: says why it was refused, or which name is
   *     nearest and which exist
   */
  public PluginEntry entry(Kind kind, String name) {
    return find(kind, name)
        .orElseThrow(
            () -> {
              String why = whyMissing(kind, name);
              List<String> names = names(kind);
              String nearest =
                  why.isEmpty()
                      ? NearestName.of(name, names)
                          .map(n -> "Did you mean '" + n + "'? ")
                          .orElse("")
                      : "";
              String known =
                  names.isEmpty()
                      ? "There is no " + kind.id() + " plugin."
                      : "There are: " + String.join(", ", names) + ".";
              return new InvalidInputException(
                  "unknown " + kind.id() + " '" + name + "'" + (why.isEmpty() ? "" : ": " + why),
                  nearest + known);
            });
  }

  Optional<PluginEntry> find(Kind kind, String name) {
    return sound(kind).stream().filter(e -> e.name().equals(name)).findFirst();
  }

  /**
   * Why there is no plugin of a name: those that claim it were refused, or it is in a folder that
   * comes with Otium and is not there.
   *
   * @param kind a kind of plugin
   * @param name a name
   * @return why, and what to do, in one line; empty where nothing is known
   */
  public String whyMissing(Kind kind, String name) {
    String refusals =
        entries.stream()
            .filter(e -> isOf(e, kind) && e.name().equals(name) && e.provider().isEmpty())
            .map(e -> "it was refused: " + e.state().reason())
            .distinct()
            .collect(Collectors.joining("; "));
    return refusals.isEmpty()
        ? ShippedFolder.all().stream()
            .filter(shipped -> shipped.has(kind, name))
            .map(
                shipped ->
                    "it comes with the plugin folder " + shipped.name() + whyMissing(shipped))
            .findFirst()
            .orElse("")
        : refusals;
  }

  private String whyMissing(ShippedFolder shipped) {
    List<Path> places =
        folders.stream()
            .map(folder -> folder.resolve(shipped.name()))
            .filter(Files::isDirectory)
            .toList();
    if (places.isEmpty()) {
      return ", which is not there ("
          + whereLooked()
          + "): put plugins/"
          + shipped.name()
          + " of the distribution back, or name the folder that it lies in with --plugins";
    }
    String reasons =
        entries.stream()
            .filter(e -> e.provider().isEmpty() && places.contains(e.location()))
            .map(e -> e.state().reason())
            .distinct()
            .collect(Collectors.joining("; "));
    return reasons.isEmpty()
        ? ", but is not in " + places.getFirst() + ": put that of this distribution there"
        : ", which was set aside: " + reasons;
  }

  private String whereLooked() {
    return folders.isEmpty()
        ? "no folder of plugins was given"
        : "looked in " + folders.stream().map(Path::toString).collect(Collectors.joining(", "));
  }

  /**
   * What comes with Otium in folders of its own and is not there.
   *
   * @return the folders that none of {@link #folders} has, by name
   */
  public List<ShippedFolder> absent() {
    return ShippedFolder.all().stream()
        .filter(
            shipped ->
                folders.stream()
                    .noneMatch(folder -> Files.isDirectory(folder.resolve(shipped.name()))))
        .toList();
  }

  /**
   * Makes a plugin.
   *
   * @param <T> what the kind makes: {@link Kind#product()}
   * @param kind its kind
   * @param spec its name, or a map with {@code name} and its settings
   * @param compute what the machine offers to it and to the plugins in its settings
   * @param datasets finds the datasets in its settings
   * @return the plugin and its resolved settings
   * @throws SettingsException if anything is wrong with its settings, with every problem
   * @throws OtiumException if it fails to start
   */
  public <T> Created<T> create(Kind kind, Object spec, Compute compute, DatasetLookup datasets) {
    return create(kind, spec, kind.id(), compute, datasets);
  }

  /**
   * Makes a plugin that the user wrote at some place of a larger tree.
   *
   * @param <T> what the kind makes: {@link Kind#product()}
   * @param kind its kind
   * @param spec its name, or a map with {@code name} and its settings
   * @param path the place, for the messages: {@code flow.functional}
   * @param compute what the machine offers to it and to the plugins in its settings
   * @param datasets finds the datasets in its settings
   * @return the plugin and its resolved settings
   * @throws SettingsException if anything is wrong with its settings, with every problem
   * @throws OtiumException if it fails to start
   */
  @SuppressWarnings({
    "unchecked",
    "TypeParameterUnusedInFormals"
  }) // the binder checks Kind.product()
  public <T> Created<T> create(
      Kind kind, Object spec, String path, Compute compute, DatasetLookup datasets) {
    Bound<Object> bound =
        new SettingsBinder(context(compute, datasets)).bindPlugin(kind, spec, path);
    return new Created<>((T) bound.value(), bound.resolved());
  }

  /**
   * The plugins of this registry as surroundings for settings, for records that hold several
   * plugins.
   *
   * @param compute what the machine offers to the plugins
   * @param datasets finds datasets
   * @return a context for {@link SettingsBinder}
   */
  public SettingsContext context(Compute compute, DatasetLookup datasets) {
    return new RegistryContext(this, Optional.of(compute), datasets);
  }

  /**
   * The plugins of this registry as surroundings for checking settings: nothing can be made with
   * it.
   *
   * @param datasets finds datasets
   * @return a context for {@link SettingsBinder#validate} and {@link SettingsBinder#resolve}
   */
  public SettingsContext context(DatasetLookup datasets) {
    return new RegistryContext(this, Optional.empty(), datasets);
  }

  /**
   * The JSON schema of a settings record with the plugins that are there.
   *
   * @param type a settings record
   * @return a tree of maps, lists, text, numbers and booleans
   */
  public Map<String, Object> jsonSchema(Class<? extends Record> type) {
    return JsonSchema.of(type, this::providers);
  }
}
