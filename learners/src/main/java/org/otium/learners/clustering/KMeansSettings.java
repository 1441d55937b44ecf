package org.otium.learners.clustering;

import org.otium.api.InvalidInputException;
import org.otium.settings.Setting;

/**
 * How points are grouped around means.
 *
 * @param clusters how many clusters, k
 * @param restarts how often to begin anew; the best result is kept
 * @param maxIterations how many iterations a start may take
 * @param tolerance the relative decrease of the inertia below which a start has converged
 */
public record KMeansSettings(
    @Setting(doc = "How many clusters.", defaultValue = "10", min = 1) int clusters,
    @Setting(
            doc = "How often to begin anew from other centres; the best result is kept.",
            defaultValue = "4",
            min = 1)
        int restarts,
    @Setting(doc = "How many iterations a start may take.", defaultValue = "100", min = 1)
        int maxIterations,
    @Setting(
            doc = "Stop once an iteration lowers the inertia by less than this share of it.",
            defaultValue = "1e-5",
            min = 0)
        double tolerance) {
  /** Checks the numbers. */
  public KMeansSettings {
    if (clusters < 1) {
      throw new InvalidInputException(clusters + " clusters", "Ask for at least one.");
    }
    if (restarts < 1 || maxIterations < 1) {
      throw new InvalidInputException(
          restarts + " starts of " + maxIterations + " iterations", "Allow at least one of each.");
    }
    if (!(tolerance >= 0) || Double.isInfinite(tolerance)) {
      throw new InvalidInputException(
          "a tolerance of " + tolerance, "It must be finite and not negative.");
    }
  }

  /**
   * So many clusters, everything else as by default.
   *
   * @param clusters k
   * @return the settings
   */
  public static KMeansSettings of(int clusters) {
    return new KMeansSettings(clusters, 4, 100, 1e-5);
  }

  /**
   * The same with another number of starts.
   *
   * @param count at least one
   * @return new settings
   */
  public KMeansSettings withRestarts(int count) {
    return new KMeansSettings(clusters, count, maxIterations, tolerance);
  }
}
