package org.otium.app.experiment;

import java.io.IOException;
import java.util.List;
import org.otium.api.DatasetFormat;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.app.runs.AtomicFile;
import org.otium.app.runs.RunFolder;
import org.otium.settings.SettingsBinder;
import org.otium.settings.SettingsContext;
import org.otium.spi.Kind;

/**
 * Writes datasets into a run folder.
 *
 * @param folder the run folder
 * @param plugins the formats there are
 */
public record DatasetFiles(RunFolder folder, SettingsContext plugins) {
  /** Writes a dataset in a format, where there is such a format and it can hold it. */
  public void write(String format, String name, LabeledDataset dataset, List<String> warnings)
      throws IOException {
    if (plugins.find(Kind.DATASET_FORMAT, format).isEmpty()) {
      warnings.add(name + " was not written: there is no format '" + format + "'");
      return;
    }
    SettingsBinder binder = new SettingsBinder(plugins);
    DatasetFormat writer =
        (DatasetFormat) binder.bindPlugin(Kind.DATASET_FORMAT, format, format).value();
    try {
      // A format may write several files, and none that exists.
      AtomicFile.writeInto(folder.path(), fresh -> writer.write(dataset, fresh.resolve(name)));
    } catch (InvalidInputException e) {
      warnings.add(name + " was not written: " + e.what());
    }
  }
}
