package org.otium.app.experiment;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.otium.app.runs.InputFile;
import org.otium.spi.Kind;
import org.otium.spi.Provider;

/**
 * A plugin that a run used.
 *
 * @param kind its kind
 * @param name its name
 * @param module the module it lies in
 * @param version the module's version; empty if it has none
 * @param location its jar or folder; empty if unknown
 * @param device tells, once it has computed, where that was, if it could choose
 */
record UsedPlugin(
    String kind,
    String name,
    String module,
    String version,
    String location,
    Supplier<Optional<String>> device) {
  static UsedPlugin of(Kind kind, Provider<?, ?> provider, Record settings) {
    Module module = provider.getClass().getModule();
    CodeSource source = provider.getClass().getProtectionDomain().getCodeSource();
    return new UsedPlugin(
        kind.id(),
        provider.name(),
        Optional.ofNullable(module.getName()).orElse(""),
        Optional.ofNullable(module.getDescriptor())
            .flatMap(ModuleDescriptor::rawVersion)
            .orElse(""),
        location(source),
        () -> device(provider, settings));
  }

  private static <S extends Record> Optional<String> device(
      Provider<?, S> provider, Record settings) {
    return provider.device(provider.settings().cast(settings));
  }

  private static String location(@Nullable CodeSource source) {
    if (source == null || source.getLocation() == null) {
      return "";
    }
    try {
      return Path.of(source.getLocation().toURI()).toString();
    } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
      return source.getLocation().toString();
    }
  }

  /**
   * The plugin for a manifest.
   *
   * @throws IOException if its jar cannot be read
   */
  Map<String, Object> tree() throws IOException {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("kind", kind);
    tree.put("name", name);
    tree.put("module", module);
    tree.put("version", version);
    tree.put("jar", location);
    device.get().ifPresent(where -> tree.put("device", where));
    if (location.endsWith(".jar") && Files.isRegularFile(Path.of(location))) {
      tree.put("sha256", InputFile.at(Path.of(location)).getFirst().sha256());
    }
    return tree;
  }
}
