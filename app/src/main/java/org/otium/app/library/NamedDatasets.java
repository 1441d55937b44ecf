package org.otium.app.library;

import java.util.Map;
import org.otium.api.LabeledDataset;
import org.otium.app.datasets.DatasetLibrary;
import org.otium.app.plugins.ForwardingContext;
import org.otium.settings.SettingsContext;

/** All plugins and all datasets, and those of a program by the names that it gives them. */
record NamedDatasets(
    SettingsContext plugins, DatasetLibrary library, Map<String, LabeledDataset> datasets)
    implements ForwardingContext {
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
