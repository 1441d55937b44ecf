package org.otium.app.experiment.distance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.otium.app.experiment.UsedDataset;
import org.otium.app.experiment.distance.PairwiseOutcome.Pair;

/**
 * What is known of the datasets that are compared, without their samples.
 *
 * @param given how many datasets were given
 * @param target the shape that all of them are compared in
 * @param used those that are compared, by their number among these; each has a name of its own
 * @param warnings what was left out, in words
 */
record ComparedGroup(
    int given,
    PairsJob.Target target,
    SortedMap<Integer, UsedDataset> used,
    List<String> warnings) {
  /** Copies the list. */
  ComparedGroup {
    warnings = List.copyOf(warnings);
  }

  String name(int number) {
    UsedDataset dataset = used.get(number);
    return dataset == null ? "dataset " + (number + 1) : dataset.used().name();
  }

  /** The names of those that are compared, in order. */
  List<String> names() {
    return used.values().stream().map(dataset -> dataset.used().name()).toList();
  }

  /** How many pairs there are in all. */
  int pairs() {
    return used.size() * (used.size() - 1) / 2;
  }

  /** Those of some pairs whose datasets are compared. */
  List<Pair> known(List<Pair> pairs) {
    return pairs.stream()
        .filter(pair -> used.containsKey(pair.first()) && used.containsKey(pair.second()))
        .toList();
  }

  /** The pairs that are not among some. */
  List<int[]> missing(List<Pair> done) {
    boolean[][] isDone = new boolean[given][given];
    done.forEach(pair -> isDone[pair.first()][pair.second()] = true);
    List<Integer> numbers = List.copyOf(used.keySet());
    List<int[]> missing = new ArrayList<>();
    for (int i = 0; i < numbers.size(); i++) {
      for (int j = i + 1; j < numbers.size(); j++) {
        if (!isDone[numbers.get(i)][numbers.get(j)]) {
          missing.add(new int[] {numbers.get(i), numbers.get(j)});
        }
      }
    }
    return missing;
  }

  /** Pairs by the positions of their datasets among those that are compared. */
  List<Pair> numbered(List<Pair> pairs) {
    Map<Integer, Integer> positions = new TreeMap<>();
    for (int number : used.keySet()) {
      positions.put(number, positions.size());
    }
    List<Pair> numbered = new ArrayList<>();
    for (Pair pair : pairs) {
      int first = positions.getOrDefault(pair.first(), -1);
      int second = positions.getOrDefault(pair.second(), -1);
      if (first == pair.first() && second == pair.second()) {
        numbered.add(pair);
        continue;
      }
      numbered.add(
          new Pair(
              first,
              second,
              pair.symbol(),
              pair.squared(),
              pair.epsilon(),
              pair.seconds(),
              pair.warnings()));
    }
    return numbered;
  }

  /** The datasets for the manifest, by name. */
  Map<String, Object> manifest() {
    Map<String, Object> inputs = new LinkedHashMap<>();
    used.values().forEach(dataset -> inputs.put(dataset.used().name(), dataset.manifest()));
    return inputs;
  }

  /** The datasets in words, for reports. */
  Map<String, String> words() {
    Map<String, String> rows = new LinkedHashMap<>();
    used.values().forEach(dataset -> dataset.put(rows, dataset.used().name()));
    return rows;
  }
}
