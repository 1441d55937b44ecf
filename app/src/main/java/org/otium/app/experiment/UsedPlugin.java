package org.otium.app.experiment;

import java.lang.module.ModuleDescriptor;
import java.security.CodeSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
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
 */
record UsedPlugin(String kind, String name, String module, String version, String location) {
  static UsedPlugin of(Kind kind, Provider<?, ?> provider) {
    Module module = provider.getClass().getModule();
    CodeSource source = provider.getClass().getProtectionDomain().getCodeSource();
    return new UsedPlugin(
        kind.id(),
        provider.name(),
        Optional.ofNullable(module.getName()).orElse(""),
        Optional.ofNullable(module.getDescriptor())
            .flatMap(ModuleDescriptor::rawVersion)
            .orElse(""),
        source == null || source.getLocation() == null ? "" : source.getLocation().getPath());
  }

  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("kind", kind);
    tree.put("name", name);
    tree.put("module", module);
    tree.put("version", version);
    tree.put("jar", location);
    return tree;
  }
}
