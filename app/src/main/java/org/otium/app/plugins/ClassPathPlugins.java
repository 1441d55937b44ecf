package org.otium.app.plugins;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.FindException;
import java.lang.module.InvalidModuleDescriptorException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.net.URI;
import java.net.URL;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.otium.app.plugins.PluginEntry.Claim;
import org.otium.app.plugins.PluginEntry.Home;
import org.otium.settings.SettingsSchema;
import org.otium.spi.Kind;
import org.otium.spi.Provider;

/**
 * Finds the providers of modules that lie on the class path. The service loader does not look at
 * their declarations there, so these are read from each {@code module-info}: of what the JVM was
 * started with, and of what the loader of the program sees beside that. Jars that a cluster sends
 * to its processes are of the latter kind.
 */
final class ClassPathPlugins {
  private static final System.Logger LOG = System.getLogger("org.otium.app.plugins");
  private static final String DECLARATION = "module-info.class";

  private ClassPathPlugins() {}

  static List<PluginEntry> find() {
    Map<String, Found> found = new LinkedHashMap<>();
    for (String element : System.getProperty("java.class.path", "").split(File.pathSeparator, -1)) {
      for (ModuleReference module : modules(element)) {
        found.putIfAbsent(
            module.descriptor().name(), new Found(module.descriptor(), Path.of(element)));
      }
    }
    for (Found module : seen(ClassPathPlugins.class.getClassLoader())) {
      found.putIfAbsent(module.module().name(), module);
    }
    List<PluginEntry> entries = new ArrayList<>();
    found.values().forEach(one -> entries.addAll(entries(one.module(), one.location())));
    return entries;
  }

  /** A module and where it lies. */
  private record Found(ModuleDescriptor module, Path location) {}

  /** The modules whose declarations a loader sees. */
  private static List<Found> seen(ClassLoader loader) {
    List<Found> seen = new ArrayList<>();
    try {
      for (URL url : Collections.list(loader.getResources(DECLARATION))) {
        try (InputStream in = url.openStream()) {
          seen.add(new Found(ModuleDescriptor.read(in), location(url)));
        } catch (InvalidModuleDescriptorException e) {
          // What cannot be read as a module provides nothing.
          LOG.log(System.Logger.Level.DEBUG, () -> url + ": " + e.getMessage());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return seen;
  }

  /** The jar or folder of a declaration. */
  private static Path location(URL declaration) {
    String text = declaration.toString();
    String jar = text.startsWith("jar:") ? text.substring(4, text.indexOf("!/")) : text;
    try {
      return Path.of(URI.create(jar.replaceFirst("/" + DECLARATION + "$", "")));
    } catch (IllegalArgumentException | FileSystemNotFoundException e) {
      return Path.of(text.substring(text.lastIndexOf('/') + 1));
    }
  }

  /** The module of a jar or folder; none where it is no module. */
  private static List<ModuleReference> modules(String element) {
    try {
      return element.isEmpty() || !Files.exists(Path.of(element))
          ? List.of()
          : List.copyOf(ModuleFinder.of(Path.of(element)).findAll());
    } catch (FindException | InvalidPathException e) {
      // A jar from whose name no module can be called provides nothing.
      return List.of();
    }
  }

  private static List<PluginEntry> entries(ModuleDescriptor module, Path location) {
    List<PluginEntry> entries = new ArrayList<>();
    Home home = new Home(module.name(), module.rawVersion().orElse(""), location, true);
    for (ModuleDescriptor.Provides provides : module.provides()) {
      Kind kind = ProviderDiscovery.SERVICES.get(provides.service());
      if (kind != null) {
        provides.providers().forEach(name -> entries.add(entry(kind, name, home)));
      }
    }
    return entries;
  }

  private static PluginEntry entry(Kind kind, String className, Home home) {
    try {
      Provider<?, ?> provider =
          Class.forName(className, true, ClassPathPlugins.class.getClassLoader())
              .asSubclass(Provider.class)
              .getConstructor()
              .newInstance();
      Claim claim = new Claim(Optional.of(kind), provider.name(), provider.summary(), home);
      List<String> problems = SettingsSchema.of(provider.settings()).problems();
      return problems.isEmpty()
          ? PluginEntry.sound(claim, provider)
          : PluginEntry.refused(
              claim, "its settings record is defective: " + String.join("; ", problems));
    } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
      return PluginEntry.refused(
          new Claim(Optional.of(kind), className, "", home), PluginCalls.words(e));
    }
  }
}
