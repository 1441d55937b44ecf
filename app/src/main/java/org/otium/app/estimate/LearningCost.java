package org.otium.app.estimate;

import java.util.Map;
import org.otium.api.FeatureShape;

/**
 * Roughly how long classifiers learn and answer.
 *
 * @param shape of the samples
 * @param classes how many classes there are
 * @param threads how many threads there are
 */
record LearningCost(FeatureShape shape, int classes, int threads) {
  private static final double ITERATIONS = 100;

  /**
   * The time to learn and to answer once.
   *
   * @param spec a classifier with resolved settings
   * @param samples how many samples are learned from; none where it only answers
   * @param asked how many samples are asked about
   */
  double seconds(Object spec, double samples, double asked) {
    return seconds(spec, samples, asked, "epochs");
  }

  /**
   * The time to learn from samples, then from others, and to answer once.
   *
   * @param spec a classifier with resolved settings
   * @param samples how many samples are learned from first
   * @param few how many are learned from then
   * @param asked how many samples are asked about
   */
  double tuned(Object spec, double samples, double few, double asked) {
    return seconds(spec, samples, 0, "epochs") + seconds(spec, few, asked, "fine-tune-epochs");
  }

  private double seconds(Object spec, double samples, double asked, String epochs) {
    if (!(spec instanceof Map<?, ?> map)) {
      return 0;
    }
    double d = shape.dimension();
    if (map.containsKey("epochs")) {
      NetworkWork network = NetworkWork.classifier(map, shape, classes);
      double time = network.answering(asked, threads);
      if (samples > 0) {
        double batches = Math.ceil(samples / number(map, "batch", 64));
        double times = Math.max(number(map, epochs, 10), fewest(map, epochs) / batches);
        time += network.learning(times * samples, times * batches, threads);
      }
      return time;
    }
    if (map.containsKey("k")) {
      return 2 * samples * asked * d / (Rates.OPERATIONS * threads);
    }
    double iterations = number(map, "max-iterations", ITERATIONS);
    return 4 * (iterations * samples + asked) * d * classes / (6 * Rates.LOOPS * threads);
  }

  private static double fewest(Map<?, ?> map, String epochs) {
    double fewest = number(map, "fewest-steps", 1);
    return epochs.equals("epochs") ? fewest : number(map, "fewest-fine-tune-steps", fewest);
  }

  private static double number(Map<?, ?> map, String key, double otherwise) {
    return map.get(key) instanceof Number number ? number.doubleValue() : otherwise;
  }
}
