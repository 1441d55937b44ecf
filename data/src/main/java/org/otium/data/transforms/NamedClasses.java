package org.otium.data.transforms;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;

/** The classes of a dataset as settings name them. */
record NamedClasses(LabeledDataset dataset, int[] ids) {
  static NamedClasses of(LabeledDataset dataset) {
    return new NamedClasses(dataset, dataset.classIds());
  }

  /** The id of a class that is called so, or that is given by its id. */
  int id(String name) {
    List<Integer> found = new ArrayList<>();
    for (int id : ids) {
      if (name.equals(dataset.classNames().get(id))) {
        found.add(id);
      }
    }
    if (found.isEmpty()) {
      Arrays.stream(ids).filter(id -> name.equals(Integer.toString(id))).forEach(found::add);
    }
    if (found.size() != 1) {
      String what = found.isEmpty() ? "no class '" : "several classes '";
      throw new InvalidInputException(
          "'" + dataset.name() + "' has " + what + name + "'", "Name one of " + words() + ".");
    }
    return found.getFirst();
  }

  private String words() {
    List<String> words = new ArrayList<>();
    for (int id : ids) {
      String name = dataset.classNames().get(id);
      words.add(name == null ? Integer.toString(id) : "'" + name + "' (" + id + ")");
    }
    return String.join(", ", words);
  }

  /**
   * The samples whose classes have a new id, in their order; weights keep their proportions.
   *
   * @param newIds the new id of each class that stays
   * @param names of the new classes
   */
  LabeledDataset relabeled(Map<Integer, Integer> newIds, Map<Integer, String> names) {
    Labels labels = dataset.labels();
    int[] chosen =
        IntStream.range(0, dataset.size())
            .filter(i -> !shares(labels, i, newIds).isEmpty())
            .toArray();
    if (chosen.length == 0) {
      throw new InvalidInputException(
          "no sample of '" + dataset.name() + "' is left", "Name classes that have samples.");
    }
    LabeledDataset left = chosen.length == dataset.size() ? dataset : dataset.select(chosen);
    return left.withLabels(relabeled(labels, chosen, newIds)).withClassNames(names);
  }

  private static Labels relabeled(Labels labels, int[] chosen, Map<Integer, Integer> newIds) {
    if (labels instanceof Labels.Hard) {
      return Labels.hard(
          Arrays.stream(chosen).map(i -> newIds.getOrDefault(labels.classOf(i), -1)).toArray());
    }
    int[] classIds = newIds.values().stream().mapToInt(id -> id).sorted().distinct().toArray();
    int[] starts = new int[chosen.length + 1];
    List<Integer> columns = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    for (int k = 0; k < chosen.length; k++) {
      Map<Integer, Double> shares = shares(labels, chosen[k], newIds);
      double sum = shares.values().stream().mapToDouble(share -> share).sum();
      shares.forEach(
          (id, share) -> {
            columns.add(Arrays.binarySearch(classIds, id));
            values.add(share / sum);
          });
      starts[k + 1] = columns.size();
    }
    float[] floats = new float[values.size()];
    for (int e = 0; e < floats.length; e++) {
      floats[e] = values.get(e).floatValue();
    }
    return Labels.sparse(
        classIds, starts, columns.stream().mapToInt(column -> column).toArray(), floats);
  }

  private static Map<Integer, Double> shares(
      Labels labels, int sample, Map<Integer, Integer> newIds) {
    Map<Integer, Double> shares = new TreeMap<>();
    labels.forEachShare(
        sample,
        (id, share) -> {
          Integer newId = newIds.get(id);
          if (newId != null && share > 0) {
            shares.merge(newId, (double) share, Double::sum);
          }
        });
    return shares;
  }
}
