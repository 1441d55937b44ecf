package org.otium.app.plugins;

import java.io.File;
import java.lang.module.FindException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.otium.app.plugins.PluginEntry.Claim;
import org.otium.app.plugins.PluginEntry.Home;
import org.otium.settings.SettingsSchema;
import org.otium.spi.Kind;
import org.otium.spi.Provider;

/**
 * Finds the providers of modules that lie on the class path. The service loader does not look at
 * their declarations there, so these are read from each {@code module-info}.
 */
final class ClassPathPlugins {
  private ClassPathPlugins() {}

  static List<PluginEntry> find() {
    List<PluginEntry> entries = new ArrayList<>();
    for (String element : System.getProperty("java.class.path", "").split(File.pathSeparator, -1)) {
      for (ModuleReference module : modules(element)) {
        entries.addAll(entries(module.descriptor(), Path.of(element)));
      }
    }
    return entries;
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
