package org.otium.app.plugins;

import java.util.List;
import java.util.Optional;
import org.otium.api.Compute;
import org.otium.api.LabeledDataset;
import org.otium.api.OtiumException;
import org.otium.settings.SettingsContext;
import org.otium.spi.Availability;
import org.otium.spi.Kind;
import org.otium.spi.Provider;

/** The plugins of a registry as surroundings for settings. */
record RegistryContext(PluginRegistry registry, Optional<Compute> compute, DatasetLookup datasets)
    implements SettingsContext {
  @Override
  public List<String> names(Kind kind) {
    return registry.names(kind);
  }

  @Override
  public Optional<Provider<?, ?>> find(Kind kind, String name) {
    return registry.find(kind, name).flatMap(PluginEntry::provider);
  }

  @Override
  public String whyMissing(Kind kind, String name) {
    return registry.whyMissing(kind, name);
  }

  @Override
  public Availability availability(Kind kind, Provider<?, ?> provider) {
    PluginState state = registry.entry(kind, provider.name()).state();
    return state instanceof PluginState.Ready
        ? Availability.yes()
        : Availability.no(state.reason());
  }

  @Override
  public Object create(Kind kind, Provider<?, ?> provider, Record settings) {
    Compute offered =
        compute.orElseThrow(() -> new IllegalStateException("this context is for checking alone"));
    try {
      return PluginCalls.inContextOf(provider, () -> make(provider, settings, offered));
    } catch (OtiumException e) {
      throw e;
    } catch (RuntimeException | LinkageError e) {
      PluginEntry entry = registry.entry(kind, provider.name());
      throw new OtiumException(
          entry + " failed to start: " + PluginCalls.words(e),
          "Ask its author; 'otium plugins check " + entry.location() + "' shows what works.",
          e);
    }
  }

  private static <T, S extends Record> T make(
      Provider<T, S> provider, Record settings, Compute compute) {
    return provider.create(provider.settings().cast(settings), compute);
  }

  @Override
  public void checkDataset(Object reference) {
    datasets.check(reference);
  }

  @Override
  public LabeledDataset dataset(Object reference) {
    return datasets.read(reference);
  }
}
