package org.otium.app.plugins;

import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleReference;
import java.lang.module.ResolvedModule;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Spliterator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.otium.app.plugins.PluginEntry.Claim;
import org.otium.app.plugins.PluginEntry.Home;
import org.otium.settings.SettingsSchema;
import org.otium.spi.Kind;
import org.otium.spi.Provider;

/**
 * Finds the providers that the modules of a layer declare, and says of each whether it is sound.
 */
final class ProviderDiscovery {
  /** The kinds by the service type that their providers are declared for. */
  static final Map<String, Kind> SERVICES =
      Arrays.stream(Kind.values())
          .collect(Collectors.toUnmodifiableMap(k -> k.provider().getName(), k -> k));

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

  private final ModuleLayer layer;

  /** The jars of a plugin by module; empty for the program's own layer. */
  private final Map<String, PluginJar> jars;

  private final boolean isBuiltIn;

  private ProviderDiscovery(ModuleLayer layer, Map<String, PluginJar> jars, boolean isBuiltIn) {
    this.layer = layer;
    this.jars = jars;
    this.isBuiltIn = isBuiltIn;
  }

  static List<PluginEntry> builtIn(ModuleLayer layer) {
    return new ProviderDiscovery(layer, Map.of(), true).entries();
  }

  static List<PluginEntry> of(PluginLayer plugin) {
    return new ProviderDiscovery(plugin.layer(), plugin.jars(), false).entries();
  }

  private List<PluginEntry> entries() {
    List<PluginEntry> entries = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      List<Declared> declared = declared(kind);
      if (!declared.isEmpty()) {
        entries.addAll(entries(kind, declared));
      }
    }
    return entries;
  }

  /** A provider class that a module-info names. */
  private record Declared(Module module, String className) {}

  /** What the service loader made of the declarations, by class name. */
  private record Loaded(
      Map<String, ServiceLoader.Provider<?>> providers, List<ServiceConfigurationError> errors) {}

  private List<Declared> declared(Kind kind) {
    return layer.modules().stream()
        .flatMap(
            module ->
                module.getDescriptor().provides().stream()
                    .filter(provides -> provides.service().equals(kind.provider().getName()))
                    .flatMap(provides -> provides.providers().stream())
                    .map(className -> new Declared(module, className)))
        .sorted(Comparator.comparing(Declared::className))
        .toList();
  }

  private List<PluginEntry> entries(Kind kind, List<Declared> declared) {
    List<PluginEntry> entries = new ArrayList<>();
    List<Declared> wanted = new ArrayList<>();
    for (Declared one : declared) {
      String mismatch = declaredRange(one).map(PluginJar::apiMismatch).orElse("");
      if (mismatch.isEmpty()) {
        wanted.add(one);
      } else {
        // Its classes are not touched: built for another interface, they may not even link.
        entries.add(PluginEntry.refused(claim(kind, one, one.className(), ""), mismatch));
      }
    }
    if (!wanted.isEmpty()) {
      Loaded loaded = load(kind, declared.size());
      for (Declared one : wanted) {
        entries.add(entry(kind, one, loaded));
      }
    }
    return entries;
  }

  private Optional<String> declaredRange(Declared declared) {
    PluginJar jar = jars.get(declared.module().getName());
    return jar == null ? Optional.empty() : jar.apiRange();
  }

  /** Takes the providers of this layer, which come before those of its parents. */
  private Loaded load(Kind kind, int count) {
    Loaded loaded = new Loaded(new HashMap<>(), new ArrayList<>());
    Spliterator<? extends ServiceLoader.Provider<?>> found =
        ServiceLoader.load(layer, kind.provider()).stream().spliterator();
    for (int i = 0; i < count; i++) {
      try {
        if (!found.tryAdvance(
            provider -> loaded.providers().put(provider.type().getName(), provider))) {
          break;
        }
      } catch (ServiceConfigurationError e) {
        loaded.errors().add(e);
      }
    }
    return loaded;
  }

  private PluginEntry entry(Kind kind, Declared declared, Loaded loaded) {
    Claim unasked = claim(kind, declared, declared.className(), "");
    ServiceLoader.Provider<?> found = loaded.providers().get(declared.className());
    if (found == null) {
      return PluginEntry.refused(unasked, whyNotLoaded(declared, loaded));
    }
    try {
      ClassLoader loader = declared.module().getClassLoader();
      return isBuiltIn
          ? PluginCalls.inContextOf(loader, () -> judged(kind, declared, found))
          : PluginCalls.inTime(loader, () -> judged(kind, declared, found));
    } catch (ServiceConfigurationError
        | LinkageError
        | AssertionError
        | StackOverflowError
        | RuntimeException e) {
      return PluginEntry.refused(unasked, PluginCalls.words(e));
    }
  }

  private static String whyNotLoaded(Declared declared, Loaded loaded) {
    return loaded.errors().stream()
        .filter(error -> String.valueOf(error.getMessage()).contains(declared.className()))
        .findFirst()
        .map(
            error ->
                error.getCause() == null
                    ? PluginCalls.words(error)
                    : "its class cannot be loaded: " + PluginCalls.words(error.getCause()))
        .orElse(
            "class "
                + declared.className()
                + " was not offered by the service loader; "
                + "give it a public constructor without parameters and no static provider()");
  }

  private PluginEntry judged(Kind kind, Declared declared, ServiceLoader.Provider<?> found) {
    Provider<?, ?> provider = (Provider<?, ?>) found.get();
    String name = provider.name();
    String summary = provider.summary();
    if (isNull(name) || !NAME.matcher(name).matches()) {
      Claim unnamed = claim(kind, declared, declared.className(), "");
      return PluginEntry.refused(
          unnamed,
          "its name '" + name + "' is not kebab-case; write it as [a-z][a-z0-9]*(-[a-z0-9]+)*");
    }
    Claim claim = claim(kind, declared, name, isNull(summary) ? "" : summary);
    String fault = apiFault(declared, provider);
    if (fault.isEmpty()) {
      fault = settingsFault(provider);
    }
    return fault.isEmpty() ? PluginEntry.sound(claim, provider) : PluginEntry.refused(claim, fault);
  }

  private String apiFault(Declared declared, Provider<?, ?> provider) {
    String range = provider.apiRange();
    if (!isNull(range) && !range.isBlank()) {
      return PluginJar.apiMismatch(range);
    }
    if (isBuiltIn || declaredRange(declared).isPresent()) {
      return "";
    }
    return "it does not say which versions of the plugin interface it was built for; add the line '"
        + PluginJar.API_ENTRY
        + ": "
        + suggestedRange()
        + "' to the manifest of its jar";
  }

  private static String suggestedRange() {
    List<Integer> now = Version.parse(org.otium.spi.ApiVersion.CURRENT).numbers();
    int major = now.getFirst();
    int minor = now.size() > 1 ? now.get(1) : 0;
    // Before 1.0 a minor version may break plugins.
    String end = major == 0 ? "0." + (minor + 1) : String.valueOf(major + 1);
    return "[" + major + "." + minor + "," + end + ")";
  }

  private static String settingsFault(Provider<?, ?> provider) {
    Class<? extends Record> settings = provider.settings();
    if (isNull(settings)) {
      return "it has no settings record; return a record class from settings()";
    }
    List<String> problems = SettingsSchema.of(settings).problems();
    return problems.isEmpty()
        ? ""
        : "its settings record is defective: " + String.join("; ", problems);
  }

  /** Plugins are compiled by others, so that what may not be null can be. */
  private static boolean isNull(@Nullable Object value) {
    return value == null;
  }

  private Claim claim(Kind kind, Declared declared, String name, String summary) {
    return new Claim(Optional.of(kind), name, summary, home(declared.module()));
  }

  private Home home(Module module) {
    PluginJar jar = jars.get(module.getName());
    if (jar != null) {
      return new Home(module.getName(), jar.version(), jar.path(), false);
    }
    ModuleDescriptor descriptor = module.getDescriptor();
    Path location =
        layer
            .configuration()
            .findModule(module.getName())
            .map(ResolvedModule::reference)
            .flatMap(ModuleReference::location)
            .flatMap(ProviderDiscovery::path)
            .orElse(Path.of(module.getName()));
    return new Home(module.getName(), descriptor.rawVersion().orElse(""), location, isBuiltIn);
  }

  private static Optional<Path> path(java.net.URI location) {
    try {
      return Optional.of(Path.of(location));
    } catch (FileSystemNotFoundException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
