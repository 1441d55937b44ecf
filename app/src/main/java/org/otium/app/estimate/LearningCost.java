package org.otium.app.estimate;

import java.util.Map;

/**
 * Roughly how long classifiers learn and answer.
 *
 * @param features how many features a sample has
 * @param classes how many classes there are
 * @param threads how many threads there are
 */
record LearningCost(int features, int classes, int threads) {
  /** Multiplications and additions a second and thread, in matrix products. */
  private static final double OPERATIONS = 15e9;

  /** Those of loops that read more than they compute. */
  private static final double PLAIN = 1e9;

  /** Samples a second and thread that a small network of convolutions learns from. */
  private static final double NETWORK = 6500;

  private static final double ITERATIONS = 100;

  /**
   * The time to learn and to answer once.
   *
   * @param spec a classifier with resolved settings
   * @param samples how many samples are learned from
   * @param asked how many samples are asked about
   */
  double seconds(Object spec, double samples, double asked) {
    if (!(spec instanceof Map<?, ?> map)) {
      return 0;
    }
    if (map.get("epochs") instanceof Number epochs) {
      return (samples * epochs.doubleValue() + asked / 3) / (NETWORK * threads);
    }
    if (map.containsKey("k")) {
      return 2 * samples * asked * features / (OPERATIONS * threads);
    }
    double iterations =
        map.get("max-iterations") instanceof Number most ? most.doubleValue() : ITERATIONS;
    return 4 * (iterations * samples + asked) * features * classes / (PLAIN * 4 * threads);
  }
}
