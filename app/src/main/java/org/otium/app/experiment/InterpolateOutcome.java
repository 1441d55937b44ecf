package org.otium.app.experiment;

import java.nio.file.Path;
import java.util.List;
import org.otium.app.runs.RunFolder;

/**
 * What came of an interpolation.
 *
 * @param folder where everything lies, or would have
 * @param finished whether it came to its end; nothing is left of it otherwise
 * @param summary the outcome in a few lines
 * @param warnings what to keep in mind
 */
public record InterpolateOutcome(
    Path folder, boolean finished, List<String> summary, List<String> warnings) {
  /**
   * The page to read.
   *
   * @return its path
   */
  public Path report() {
    return folder.resolve(RunFolder.REPORT);
  }
}
