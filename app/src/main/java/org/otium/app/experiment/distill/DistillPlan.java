package org.otium.app.experiment.distill;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What of a distillation is needed before its datasets are read.
 *
 * @param perClass samples of each class
 * @param steps how many steps
 * @param start what samples are before the first step
 * @param samples samples of the dataset
 * @param testSamples samples of the test set
 * @param heldOut the share that tests where there is no test set
 * @param seed decides everything random
 * @param resize whether images are resized
 */
record DistillPlan(
    int perClass,
    long steps,
    DistillSettings.Start start,
    Optional<Integer> samples,
    Optional<Integer> testSamples,
    double heldOut,
    long seed,
    boolean resize) {
  static DistillPlan of(Map<String, Object> resolved) {
    return new DistillPlan(
        Integer.parseInt(text(resolved, "per-class")),
        Long.parseLong(text(resolved, "steps")),
        DistillSettings.Start.valueOf(text(resolved, "start").toUpperCase(Locale.ROOT)),
        number(resolved, "samples"),
        number(resolved, "test-samples"),
        Double.parseDouble(text(resolved, "held-out")),
        Long.parseLong(text(resolved, "seed")),
        Boolean.parseBoolean(text(resolved, "resize")));
  }

  private static Optional<Integer> number(Map<String, Object> resolved, String key) {
    String text = text(resolved, key);
    return text.isEmpty() ? Optional.empty() : Optional.of(Integer.valueOf(text));
  }

  private static String text(Map<String, Object> resolved, String key) {
    return String.valueOf(resolved.getOrDefault(key, ""));
  }
}
