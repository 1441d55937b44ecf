package org.otium.app.experiment;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.otium.api.DatasetMap;
import org.otium.api.DatasetMapping;
import org.otium.api.LabeledDataset;
import org.otium.settings.SettingsContext;
import org.otium.spi.Availability;
import org.otium.spi.Kind;
import org.otium.spi.Provider;

/**
 * Plugins of which those that learn maps between datasets tell when they begin, and do not begin
 * any more once a run shall end. Interpolations learn their maps in one call, which takes most of
 * the time.
 *
 * @param plugins what makes the plugins
 * @param progress is told of each map
 * @param stop ends the run early
 */
record WatchedMappings(SettingsContext plugins, Progress progress, StopSignal stop)
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
    Object product = plugins.create(kind, provider, settings);
    if (!(product instanceof DatasetMapping mapping)) {
      return product;
    }
    return new DatasetMapping() {
      @Override
      public DatasetMap fit(LabeledDataset from, LabeledDataset to, long seed) {
        progress.phase("Mapping " + from.name() + " to " + to.name());
        checkGoesOn(stop);
        return mapping.fit(from, to, seed);
      }

      @Override
      public boolean isSequential() {
        return mapping.isSequential();
      }
    };
  }

  /** Ends a run whose end was asked for. */
  static void checkGoesOn(StopSignal stop) {
    if (stop.isRequested()) {
      throw new CancellationException("stopped");
    }
  }

  @Override
  public void checkDataset(Object reference) {
    plugins.checkDataset(reference);
  }

  @Override
  public LabeledDataset dataset(Object reference) {
    return plugins.dataset(reference);
  }

  @Override
  public Object recorded(Object reference) {
    return plugins.recorded(reference);
  }
}
