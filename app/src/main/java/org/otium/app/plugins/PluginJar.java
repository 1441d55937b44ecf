package org.otium.app.plugins;

import java.io.IOException;
import java.lang.module.FindException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.otium.spi.ApiVersion;

/**
 * A modular jar of a plugin.
 *
 * @param path the jar
 * @param module what its module says of itself
 * @param apiRange its {@code Otium-Api} manifest entry
 * @param version the version of its module, or else of its manifest; empty if it has none
 * @param nativeModules the modules its {@code Enable-Native-Access} manifest entry names; {@code
 *     ALL-UNNAMED} stands for its own
 * @param hasServiceFiles whether it names providers in {@code META-INF/services}, which a module
 *     does not do
 */
record PluginJar(
    Path path,
    ModuleDescriptor module,
    Optional<String> apiRange,
    String version,
    List<String> nativeModules,
    boolean hasServiceFiles) {
  static final String API_ENTRY = "Otium-Api";

  private static final List<String> API_PACKAGES =
      List.of("org/otium/api/", "org/otium/spi/", "org/otium/settings/");
  private static final String API_MODULE = "otium.api";

  /** Why a jar cannot be part of a plugin. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    Refused(String reason) {
      super(reason);
    }

    String reason() {
      return String.valueOf(getMessage());
    }
  }

  static PluginJar read(Path path) throws Refused {
    try (JarFile jar = new JarFile(path.toFile())) {
      refuseStrayNames(path, jar);
      refuseCopyOfApi(path, jar);
      Manifest manifest = jar.getManifest();
      Attributes entries = manifest == null ? new Attributes() : manifest.getMainAttributes();
      ModuleDescriptor module = descriptor(path, entries);
      if (module.name().equals(API_MODULE)) {
        throw copyOfApi(path);
      }
      String version =
          module.rawVersion().or(() -> entry(entries, "Implementation-Version")).orElse("");
      boolean hasServiceFiles =
          jar.stream().anyMatch(e -> e.getName().startsWith("META-INF/services/org.otium."));
      return new PluginJar(
          path,
          module,
          entry(entries, API_ENTRY),
          version,
          nativeModules(module, entries),
          hasServiceFiles);
    } catch (IOException e) {
      throw new Refused(
          path
              + " cannot be opened as a jar ("
              + PluginCalls.words(e)
              + "); build or copy it again");
    }
  }

  /** Nothing of a jar is unpacked here, but libraries of the plugin may do that. */
  private static void refuseStrayNames(Path path, JarFile jar) throws Refused {
    boolean strays =
        jar.stream()
            .map(entry -> "/" + entry.getName().replace('\\', '/') + "/")
            .anyMatch(name -> name.startsWith("//") || name.contains("/../"));
    if (strays) {
      throw new Refused(
          path + " holds an entry whose name points outside the jar; do not trust this file");
    }
  }

  private static void refuseCopyOfApi(Path path, JarFile jar) throws Refused {
    boolean bundled =
        jar.stream()
            .anyMatch(
                e ->
                    e.getName().endsWith(".class")
                        && API_PACKAGES.stream().anyMatch(e.getName()::startsWith));
    if (bundled) {
      throw copyOfApi(path);
    }
  }

  private static Refused copyOfApi(Path path) {
    return new Refused(
        path
            + " holds a copy of otium.api, whose interfaces would be other ones than those that Otium knows; "
            + "build it with otium-api in scope 'provided' and without shading it");
  }

  private static ModuleDescriptor descriptor(Path path, Attributes entries) throws Refused {
    ModuleDescriptor module;
    try {
      Optional<ModuleReference> found = ModuleFinder.of(path).findAll().stream().findFirst();
      module = found.orElseThrow(() -> new FindException("no module found")).descriptor();
    } catch (FindException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new Refused(path + " cannot be read as a module: " + PluginCalls.words(cause));
    }
    if (module.isAutomatic() && entry(entries, "Automatic-Module-Name").isEmpty()) {
      throw new Refused(
          path
              + " has no module-info; put it into cp/ if the plugin needs it as a library, "
              + "or add a module-info if it is the plugin");
    }
    return module;
  }

  private static List<String> nativeModules(ModuleDescriptor module, Attributes entries) {
    return entry(entries, "Enable-Native-Access").stream()
        .flatMap(names -> Arrays.stream(names.split("[,\\s]+")))
        .map(name -> name.equals("ALL-UNNAMED") ? module.name() : name)
        .toList();
  }

  private static Optional<String> entry(Attributes entries, String key) {
    return Optional.ofNullable(entries.getValue(key)).map(String::strip).filter(v -> !v.isEmpty());
  }

  /** Why the plugin interface of this program does not suit a range; empty if it does. */
  static String apiMismatch(String range) {
    try {
      return VersionRange.parse(range).contains(ApiVersion.CURRENT)
          ? ""
          : "it was built for version "
              + range
              + " of the plugin interface, and this is "
              + ApiVersion.CURRENT
              + "; get a version of it that was built for "
              + ApiVersion.CURRENT;
    } catch (org.otium.api.InvalidInputException e) {
      return "its " + API_ENTRY + " range is wrong: " + e.what() + ". " + e.remedy();
    }
  }
}
