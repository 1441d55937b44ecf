package org.otium.app.library;

import java.nio.file.Path;
import java.util.List;

/**
 * What came of an experiment.
 *
 * @param folder where its results lie
 * @param report the page to read
 * @param summary the outcome in a few lines
 * @param warnings what to keep in mind
 */
public record Result(Path folder, Path report, List<String> summary, List<String> warnings) {
  /** Copies the lists. */
  public Result {
    summary = List.copyOf(summary);
    warnings = List.copyOf(warnings);
  }
}
