package org.otium.benchmarks.compare;

import java.util.List;
import java.util.Map;

/**
 * What one side took.
 *
 * @param seconds of each timed run, in order
 * @param busy seconds that the cores worked for a timed run, all together, in the mean; NaN if
 *     unknown
 * @param first seconds of the first run of the process
 * @param numbers what the last run reported
 * @param peakMemory the most memory the process ever had, in bytes; NaN if unknown
 */
record Measurement(
    List<Double> seconds,
    double busy,
    double first,
    Map<String, Double> numbers,
    double peakMemory) {
  Measurement {
    seconds = List.copyOf(seconds);
    numbers = Map.copyOf(numbers);
  }

  double median() {
    double[] sorted = seconds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int n = sorted.length;
    return n % 2 == 1 ? sorted[n / 2] : 0.5 * (sorted[n / 2 - 1] + sorted[n / 2]);
  }

  double least() {
    return seconds.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
  }

  double most() {
    return seconds.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
  }
}
