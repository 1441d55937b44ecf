package org.otium.app.command;

import org.otium.api.Compute;
import org.otium.settings.SettingsContext;

/** Gives the plugins that exist to those who make them. */
@FunctionalInterface
public interface PluginContexts {
  /**
   * The plugins.
   *
   * @param compute what they are told about the machine
   * @return a context without datasets
   */
  SettingsContext of(Compute compute);
}
