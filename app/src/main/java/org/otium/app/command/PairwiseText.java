package org.otium.app.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.otium.app.experiment.distance.PairwiseOutcome;
import org.otium.app.text.Numbers;
import org.otium.app.text.TextTable;

/** Distances between several datasets as text for a terminal. */
final class PairwiseText {
  private PairwiseText() {}

  static String of(PairwiseOutcome outcome) {
    List<String> names = outcome.names();
    TextTable table = new TextTable("l" + "r".repeat(names.size()));
    List<String> head = new ArrayList<>(List.of(outcome.symbol()));
    head.addAll(names);
    table.row(head.toArray(String[]::new));
    double[][] distances = outcome.distances();
    for (int i = 0; i < names.size(); i++) {
      List<String> row = new ArrayList<>(List.of(names.get(i)));
      for (double distance : distances[i]) {
        row.add(Double.isNaN(distance) ? "·" : Numbers.value(distance));
      }
      table.row(row.toArray(String[]::new));
    }
    return table.format("");
  }

  /** The outcome as a tree, for programs. */
  static Map<String, Object> tree(PairwiseOutcome outcome) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("datasets", outcome.names());
    List<Object> pairs = new ArrayList<>();
    for (PairwiseOutcome.Pair pair : outcome.pairs()) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("first", outcome.names().get(pair.first()));
      row.put("second", outcome.names().get(pair.second()));
      row.put("squared", pair.squared());
      row.put("distance", pair.distance());
      row.put("epsilon", pair.epsilon());
      row.put("seconds", pair.seconds());
      pairs.add(row);
    }
    tree.put("pairs", pairs);
    tree.put("distances", outcome.distances());
    tree.put("warnings", outcome.warnings());
    return tree;
  }
}
