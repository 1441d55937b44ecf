package org.otium.app.experiment;

import java.nio.file.Path;
import java.util.List;
import org.otium.app.runs.RunFolder;

/**
 * What came of a run.
 *
 * @param folder where everything lies, or would have
 * @param finished whether it came to its end
 * @param summary the outcome in a few lines
 * @param warnings what to keep in mind
 */
public record RunOutcome(
    Path folder, boolean finished, List<String> summary, List<String> warnings) {
  /** Copies the lists. */
  public RunOutcome {
    summary = List.copyOf(summary);
    warnings = List.copyOf(warnings);
  }

  /**
   * The page to read.
   *
   * @return its path
   */
  public Path report() {
    return folder.resolve(RunFolder.REPORT);
  }
}
