package org.otium.app.recipes;

import java.nio.file.Path;
import java.util.List;
import org.otium.api.OtiumException;

/** Some runs of a recipe failed; the others are there. */
final class RunsFailed extends OtiumException {
  private static final long serialVersionUID = 1L;

  RunsFailed(Path report, String table, List<String> failures) {
    super(
        failures.size()
            + (failures.size() == 1 ? " run" : " runs")
            + " of the recipe failed:\n  "
            + String.join("\n  ", failures)
            + (table.isEmpty() ? "" : "\n" + table.stripTrailing()),
        "The report is " + report + "; --resume tries the failed runs again.");
  }
}
