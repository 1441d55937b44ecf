package org.otium.app.experiment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.otium.api.LabeledDataset;
import org.otium.app.datasets.DatasetLibrary;
import org.otium.app.datasets.LoadedDataset;
import org.otium.app.plugins.ForwardingContext;
import org.otium.settings.SettingsContext;
import org.otium.spi.Kind;
import org.otium.spi.Provider;

/**
 * What the settings of an experiment may refer to: all plugins, all datasets, and the experiment's
 * own datasets by their role ({@code source}, {@code target}). Remembers which plugins were made.
 */
public final class ExperimentContext implements ForwardingContext {
  private final SettingsContext plugins;
  private final DatasetLibrary library;
  private final List<String> roles;
  private final Map<String, LabeledDataset> datasets;
  private final long seed;
  private final Map<String, UsedPlugin> used;
  private final UnaryOperator<Object> watch;
  private final Map<String, LoadedDataset> others;

  private ExperimentContext(
      SettingsContext plugins,
      DatasetLibrary library,
      List<String> roles,
      Map<String, LabeledDataset> datasets,
      long seed,
      Map<String, UsedPlugin> used,
      UnaryOperator<Object> watch,
      Map<String, LoadedDataset> others) {
    this.plugins = plugins;
    this.library = library;
    this.roles = roles;
    this.datasets = datasets;
    this.seed = seed;
    this.used = used;
    this.watch = watch;
    this.others = others;
  }

  /** A context before the experiment's datasets were read. */
  public static ExperimentContext before(
      SettingsContext plugins, DatasetLibrary library, List<String> roles) {
    return new ExperimentContext(
        plugins,
        library,
        roles,
        Map.of(),
        0,
        new TreeMap<>(),
        UnaryOperator.identity(),
        new TreeMap<>());
  }

  /**
   * The same context whose plugins are watched.
   *
   * @param watcher makes of a plugin one that is used instead
   */
  public ExperimentContext watched(UnaryOperator<Object> watcher) {
    return new ExperimentContext(plugins, library, roles, datasets, seed, used, watcher, others);
  }

  /** The same context with the experiment's datasets. */
  public ExperimentContext with(Map<String, LabeledDataset> prepared, long newSeed) {
    return new ExperimentContext(
        plugins, library, roles, new LinkedHashMap<>(prepared), newSeed, used, watch, others);
  }

  /** The plugins that were made, by kind and name. */
  List<UsedPlugin> used() {
    return List.copyOf(used.values());
  }

  /** The datasets beside the experiment's own that settings refer to, by what the user wrote. */
  Map<String, LoadedDataset> others() {
    return Collections.unmodifiableMap(others);
  }

  @Override
  public SettingsContext plugins() {
    return plugins;
  }

  @Override
  public Object create(Kind kind, Provider<?, ?> provider, Record settings) {
    used.put(kind.id() + " " + provider.name(), UsedPlugin.of(kind, provider, settings));
    return watch.apply(plugins.create(kind, provider, settings));
  }

  @Override
  public void checkDataset(Object reference) {
    if (!roles.contains(reference)) {
      library.check(reference);
    }
  }

  @Override
  public LabeledDataset dataset(Object reference) {
    LabeledDataset own = reference instanceof String role ? datasets.get(role) : null;
    if (own != null) {
      return own;
    }
    LoadedDataset loaded = library.load(reference, seed);
    others.put(loaded.reference(), loaded);
    return loaded.dataset();
  }

  @Override
  public Object recorded(Object reference) {
    return roles.contains(reference) ? reference : library.anywhere(reference);
  }

  /** The datasets of the experiment by role. */
  Map<String, LabeledDataset> datasets() {
    return Collections.unmodifiableMap(datasets);
  }
}
