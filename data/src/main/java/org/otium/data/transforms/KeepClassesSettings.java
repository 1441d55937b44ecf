package org.otium.data.transforms;

import java.util.List;
import org.otium.api.InvalidInputException;
import org.otium.settings.Setting;

/**
 * Which classes are kept.
 *
 * @param classes their names or ids
 */
public record KeepClassesSettings(
    @Setting(
            doc =
                "The classes that are kept, by name, or by id where none is called so. Soft labels keep"
                    + " their shares of them, scaled to one.")
        List<String> classes) {
  /** Checks that there are classes. */
  public KeepClassesSettings {
    classes = List.copyOf(classes);
    if (classes.isEmpty()) {
      throw new InvalidInputException("no class is kept", "Name at least one class.");
    }
  }
}
