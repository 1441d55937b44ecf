package org.otium.benchmarks.compare;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.otium.api.ClassConditional;
import org.otium.api.LabelDistance;
import org.otium.data.npz.NpyArray;

/** Distances between all classes of both sides. */
final class LabelsTask implements Task {
  private final List<ClassConditional> classes;
  private final LabelDistance distance;
  private final double flops;
  private double[][] squared = {};

  /**
   * Makes the task.
   *
   * @param flops operations in double precision of a run; 0 if they cannot be counted
   */
  LabelsTask(Inputs inputs, LabelDistance distance, double flops) {
    this.classes = Task.classes(inputs);
    this.distance = distance;
    this.flops = flops;
  }

  @Override
  public Map<String, Double> run() {
    squared = distance.between(classes, classes).squared();
    Map<String, Double> numbers = new LinkedHashMap<>();
    numbers.put("value", Arrays.stream(squared).flatMapToDouble(Arrays::stream).sum());
    if (flops > 0) {
      numbers.put("double-flops", flops);
    }
    return numbers;
  }

  @Override
  public Map<String, NpyArray> arrays() {
    return Map.of("distances", square(squared));
  }

  static NpyArray square(double[][] values) {
    double[] flat = Arrays.stream(values).flatMapToDouble(Arrays::stream).toArray();
    return NpyArray.of(flat, values.length, values.length);
  }
}
