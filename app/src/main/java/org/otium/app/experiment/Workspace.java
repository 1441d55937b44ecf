package org.otium.app.experiment;

import java.util.List;
import org.otium.app.datasets.DatasetLibrary;
import org.otium.app.machine.Machine;
import org.otium.settings.SettingsContext;

/**
 * What one call of the program works with.
 *
 * @param version the version of Otium
 * @param machine what the machine offers
 * @param plugins the plugins that can be named
 * @param library the datasets that can be named
 * @param commandLine what was typed, program name first
 */
public record Workspace(
    String version,
    Machine machine,
    SettingsContext plugins,
    DatasetLibrary library,
    List<String> commandLine) {
  /** Copies the command line. */
  public Workspace {
    commandLine = List.copyOf(commandLine);
  }
}
