package org.otium.settings;

import java.util.List;
import java.util.Optional;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.spi.Kind;
import org.otium.spi.Provider;

/** Neither plugins nor datasets. */
enum EmptyContext implements SettingsContext {
  INSTANCE;

  @Override
  public List<String> names(Kind kind) {
    return List.of();
  }

  @Override
  public Optional<Provider<?, ?>> find(Kind kind, String name) {
    return Optional.empty();
  }

  @Override
  public Object create(Kind kind, Provider<?, ?> provider, Record settings) {
    throw new IllegalStateException("no plugin was found here, so none can be made");
  }

  @Override
  public void checkDataset(Object reference) {
    dataset(reference);
  }

  @Override
  public LabeledDataset dataset(Object reference) {
    throw new InvalidInputException(
        "dataset '" + reference + "' cannot be read here", "Give it where datasets can be read.");
  }
}
