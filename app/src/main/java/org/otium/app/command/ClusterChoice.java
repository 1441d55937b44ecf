package org.otium.app.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.otium.api.Cluster;
import org.otium.api.InvalidInputException;
import org.otium.app.datasets.Yaml;
import org.otium.app.plugins.ShippedFolder;
import org.otium.settings.SettingsBinder;
import org.otium.settings.SettingsContext;
import org.otium.spi.ClusterProvider;
import org.otium.spi.Kind;

/**
 * Finds the cluster that a user means.
 *
 * @param plugins the plugins there are
 */
record ClusterChoice(SettingsContext plugins) {
  /**
   * The cluster, which nothing is connected with yet.
   *
   * @param on an address, or a plugin with settings; nothing for the cluster that started this
   *     process, if one did
   * @throws InvalidInputException if it means none
   */
  Optional<Cluster> of(Optional<String> on) {
    return on.isPresent() ? Optional.of(named(on.get())) : around();
  }

  private Optional<Cluster> around() {
    for (String name : plugins.names(Kind.CLUSTER)) {
      Optional<Map<String, Object>> settings = provider(name).flatMap(ClusterProvider::around);
      if (settings.isPresent()) {
        return Optional.of(made(name, settings.get()));
      }
    }
    return Optional.empty();
  }

  private Cluster named(String text) {
    List<String> names = plugins.names(Kind.CLUSTER);
    if (names.isEmpty()) {
      throw new InvalidInputException(
          "--on '" + text + "' needs a plugin of the kind cluster, and there is none", whyNone());
    }
    for (String name : names) {
      Optional<Map<String, Object>> settings =
          provider(name).flatMap(provider -> provider.at(text));
      if (settings.isPresent()) {
        return made(name, settings.get());
      }
    }
    if (Yaml.plugin(text) instanceof Map<?, ?> spec
        && names.contains(String.valueOf(spec.get("name")))) {
      return bound(spec);
    }
    if (names.contains(text)) {
      return bound(text);
    }
    throw new InvalidInputException(
        "--on '" + text + "' is no address of a cluster",
        "Write spark://host:7077 for a cluster of Spark, or local[2] for two threads of Spark in this process.");
  }

  private String whyNone() {
    return ShippedFolder.all().stream()
        .flatMap(folder -> folder.plugins().stream())
        .filter(shipped -> shipped.kind() == Kind.CLUSTER)
        .map(
            shipped ->
                "'"
                    + shipped.name()
                    + "' would be one: "
                    + plugins.whyMissing(Kind.CLUSTER, shipped.name())
                    + ".")
        .collect(Collectors.joining(" "));
  }

  private Optional<ClusterProvider<?>> provider(String name) {
    return plugins
        .find(Kind.CLUSTER, name)
        .filter(ClusterProvider.class::isInstance)
        .map(found -> (ClusterProvider<?>) found);
  }

  private Cluster made(String name, Map<String, Object> settings) {
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("name", name);
    spec.putAll(settings);
    return bound(spec);
  }

  private Cluster bound(Object spec) {
    return (Cluster) new SettingsBinder(plugins).bindPlugin(Kind.CLUSTER, spec, "--on").value();
  }
}
