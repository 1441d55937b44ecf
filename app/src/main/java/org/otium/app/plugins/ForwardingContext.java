package org.otium.app.plugins;

import java.util.List;
import java.util.Optional;
import org.otium.settings.Parameter;
import org.otium.settings.SettingsContext;
import org.otium.spi.Availability;
import org.otium.spi.Kind;
import org.otium.spi.Provider;

/** Surroundings for settings with the plugins of others and datasets of their own. */
public interface ForwardingContext extends SettingsContext {
  /**
   * Where the plugins come from.
   *
   * @return their context
   */
  SettingsContext plugins();

  @Override
  default List<String> names(Kind kind) {
    return plugins().names(kind);
  }

  @Override
  default Optional<Provider<?, ?>> find(Kind kind, String name) {
    return plugins().find(kind, name);
  }

  @Override
  default String whyMissing(Kind kind, String name) {
    return plugins().whyMissing(kind, name);
  }

  @Override
  default Availability availability(Kind kind, Provider<?, ?> provider) {
    return plugins().availability(kind, provider);
  }

  @Override
  default Optional<String> preset(Kind kind, Provider<?, ?> provider, Parameter parameter) {
    return plugins().preset(kind, provider, parameter);
  }

  @Override
  default Object create(Kind kind, Provider<?, ?> provider, Record settings) {
    return plugins().create(kind, provider, settings);
  }
}
