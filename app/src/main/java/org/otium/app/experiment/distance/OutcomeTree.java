package org.otium.app.experiment.distance;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.otium.api.DatasetDistance;
import org.otium.app.runs.JsonTree;

/** A comparison on its way from one process to another, with all that is told of it. */
final class OutcomeTree {
  private OutcomeTree() {}

  static Map<String, Object> tree(DistanceOutcome outcome) {
    DatasetDistance.Report report = outcome.report();
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("first", side(outcome.first()));
    tree.put("second", side(outcome.second()));
    tree.put("symbol", report.symbol());
    tree.put("squared", report.squared());
    tree.put("meaning", report.meaning());
    tree.put("epsilon", report.epsilon());
    tree.put("classes-first", report.classesA());
    tree.put("classes-second", report.classesB());
    tree.put("class-coupling", report.classCoupling());
    tree.put("label-distances", report.labelDistances());
    tree.put("parts", report.parts());
    tree.put("report-seconds", report.seconds());
    tree.put("warnings", report.warnings());
    tree.put("settings", outcome.settings());
    tree.put("left-out", outcome.leftOut());
    tree.put("seconds", outcome.seconds());
    return tree;
  }

  static DistanceOutcome of(Map<String, Object> tree, Optional<Path> folder) {
    return new DistanceOutcome(
        side(tree.get("first")),
        side(tree.get("second")),
        new DatasetDistance.Report(
            String.valueOf(tree.get("symbol")),
            number(tree.get("squared")),
            String.valueOf(tree.get("meaning")),
            number(tree.get("epsilon")),
            ids(JsonTree.list(tree, "classes-first")),
            ids(JsonTree.list(tree, "classes-second")),
            matrix(JsonTree.list(tree, "class-coupling")),
            matrix(JsonTree.list(tree, "label-distances")),
            numbers(tree.get("parts")),
            numbers(tree.get("report-seconds")),
            lines(JsonTree.list(tree, "warnings"))),
        JsonTree.map(tree.get("settings")),
        lines(JsonTree.list(tree, "left-out")),
        numbers(tree.get("seconds")),
        folder);
  }

  private static Map<String, Object> side(ComparedSide side) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", side.name());
    tree.put("samples", side.samples());
    tree.put("shape", side.shape());
    Map<String, Object> names = new LinkedHashMap<>();
    side.classNames().forEach((id, name) -> names.put(id.toString(), name));
    tree.put("classes", names);
    return tree;
  }

  private static ComparedSide side(@Nullable Object entry) {
    Map<String, Object> tree = JsonTree.map(entry);
    SortedMap<Integer, String> names = new TreeMap<>();
    JsonTree.map(tree.get("classes"))
        .forEach((id, name) -> names.put(Integer.valueOf(id), name.toString()));
    return new ComparedSide(
        String.valueOf(tree.get("name")),
        JsonTree.number(tree, "samples"),
        String.valueOf(tree.get("shape")),
        names);
  }

  private static double number(@Nullable Object value) {
    // Numbers that JSON lacks are texts there.
    return Double.parseDouble(String.valueOf(value));
  }

  private static Map<String, Double> numbers(@Nullable Object entry) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    JsonTree.map(entry).forEach((name, value) -> numbers.put(name, number(value)));
    return numbers;
  }

  private static List<String> lines(List<?> list) {
    return list.stream().map(String::valueOf).toList();
  }

  private static int[] ids(List<?> list) {
    return list.stream().mapToInt(id -> ((Number) id).intValue()).toArray();
  }

  private static double[][] matrix(List<?> rows) {
    return rows.stream()
        .map(row -> ((List<?>) row).stream().mapToDouble(OutcomeTree::number).toArray())
        .toArray(double[][]::new);
  }
}
