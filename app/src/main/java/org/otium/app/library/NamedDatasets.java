package org.otium.app.library;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.otium.api.LabeledDataset;
import org.otium.app.datasets.DatasetLibrary;
import org.otium.settings.SettingsContext;
import org.otium.spi.Availability;
import org.otium.spi.Kind;
import org.otium.spi.Provider;

/** All plugins and all datasets, and those of a program by the names that it gives them. */
record NamedDatasets(
    SettingsContext plugins, DatasetLibrary library, Map<String, LabeledDataset> datasets)
    implements SettingsContext {
  @Override
  public List<String> names(Kind kind) {
    return plugins.names(kind);
  }

  @Override
  public Optional<Provider<?, ?>> find(Kind kind, String name) {
    return plugins.find(kind, name);
  }

  @Override
  public String whyMissing(Kind kind, String name) {
    return plugins.whyMissing(kind, name);
  }

  @Override
  public Availability availability(Kind kind, Provider<?, ?> provider) {
    return plugins.availability(kind, provider);
  }

  @Override
  public Object create(Kind kind, Provider<?, ?> provider, Record settings) {
    return plugins.create(kind, provider, settings);
  }

  @Override
  public void checkDataset(Object reference) {
    if (!isNamed(reference)) {
      library.check(reference);
    }
  }

  @Override
  public LabeledDataset dataset(Object reference) {
    LabeledDataset own = reference instanceof String name ? datasets.get(name) : null;
    return own == null ? library.load(reference, 0).dataset() : own;
  }

  private boolean isNamed(Object reference) {
    return reference instanceof String name && datasets.containsKey(name);
  }
}
