package org.otium.app.experiment.distance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.otium.api.DatasetDistance;

/** A comparison as a tree of numbers and names. */
final class DistanceNumbers {
  private DistanceNumbers() {}

  static Map<String, Object> tree(DistanceOutcome outcome) {
    DatasetDistance.Report report = outcome.report();
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("first", dataset(outcome.first()));
    tree.put("second", dataset(outcome.second()));
    tree.put("squared", report.squared());
    tree.put("distance", report.distance());
    tree.put("meaning", report.meaning());
    tree.put("epsilon", report.epsilon());
    tree.put("classes-first", classes(outcome.first(), report.classesA()));
    tree.put("classes-second", classes(outcome.second(), report.classesB()));
    tree.put("class-coupling", report.classCoupling());
    tree.put("label-distances", report.labelDistances());
    tree.put("parts", report.parts());
    tree.put("seconds", seconds(outcome));
    tree.put("left-out", outcome.leftOut());
    tree.put("warnings", report.warnings());
    tree.put("settings", outcome.settings());
    return tree;
  }

  /** How long everything took: the command's own parts and those of the metric. */
  static Map<String, Double> seconds(DistanceOutcome outcome) {
    Map<String, Double> seconds = new LinkedHashMap<>(outcome.seconds());
    outcome.report().seconds().forEach((part, s) -> seconds.put("  " + part, s));
    Map<String, Double> trimmed = new LinkedHashMap<>();
    seconds.forEach((part, s) -> trimmed.put(part.strip(), s));
    return trimmed;
  }

  private static Map<String, Object> dataset(ComparedSide dataset) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", dataset.name());
    tree.put("samples", dataset.samples());
    tree.put("shape", dataset.shape());
    return tree;
  }

  private static List<Object> classes(ComparedSide dataset, int[] ids) {
    List<Object> classes = new ArrayList<>();
    for (int id : ids) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("id", id);
      one.put("name", dataset.className(id));
      classes.add(one);
    }
    return classes;
  }
}
