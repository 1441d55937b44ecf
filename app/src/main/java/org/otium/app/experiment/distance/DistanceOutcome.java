package org.otium.app.experiment.distance;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.otium.api.DatasetDistance;
import org.otium.app.runs.RunFolder;

/**
 * What came of a comparison.
 *
 * @param first what is used of the first dataset
 * @param second what is used of the second
 * @param report the distance and how it came about
 * @param settings the resolved settings
 * @param leftOut what was left out of the datasets, in words
 * @param seconds how long each part took
 * @param folder where the report lies, if one was asked for
 */
public record DistanceOutcome(
    ComparedSide first,
    ComparedSide second,
    DatasetDistance.Report report,
    Map<String, Object> settings,
    List<String> leftOut,
    Map<String, Double> seconds,
    Optional<Path> folder) {
  /**
   * The page to read.
   *
   * @return its path, if there is one
   */
  public Optional<Path> page() {
    return folder.map(path -> path.resolve(RunFolder.REPORT));
  }
}
