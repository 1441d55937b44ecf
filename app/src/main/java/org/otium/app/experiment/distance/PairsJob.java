package org.otium.app.experiment.distance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.otium.api.FeatureShape;
import org.otium.app.experiment.UsedDataset;
import org.otium.app.runs.JsonTree;

/**
 * What processes know that compare datasets with each other.
 *
 * @param comparison names the comparison, whose jobs share the datasets that a process keeps
 * @param references the datasets, named so that they are found from everywhere
 * @param settings all settings of {@link PairwiseSettings}
 * @param seen what is known of those that were looked at, by their number
 * @param shape what all of them are brought to, and whose it is; nothing before they were looked at
 */
record PairsJob(
    String comparison,
    List<?> references,
    Map<String, Object> settings,
    Map<Integer, Known> seen,
    List<Target> shape) {

  /**
   * What a dataset has to be.
   *
   * @param name what it is called beside the others
   * @param hashes of its files
   */
  record Known(String name, List<String> hashes) {}

  /**
   * The shape of all datasets.
   *
   * @param shape the shape
   * @param owner whose it is
   */
  record Target(FeatureShape shape, String owner) {}

  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("comparison", comparison);
    tree.put("references", references);
    tree.put("settings", settings);
    Map<String, Object> known = new LinkedHashMap<>();
    seen.forEach(
        (number, dataset) ->
            known.put(
                Integer.toString(number),
                Map.of("name", dataset.name(), "sha256", dataset.hashes())));
    tree.put("seen", known);
    if (!shape.isEmpty()) {
      tree.put("shape", UsedDataset.shape(shape.getFirst().shape()));
      tree.put("owner", shape.getFirst().owner());
    }
    return tree;
  }

  static PairsJob of(Map<String, Object> tree) {
    Map<Integer, Known> seen = new TreeMap<>();
    JsonTree.map(tree.get("seen"))
        .forEach(
            (number, dataset) -> {
              Map<String, Object> known = JsonTree.map(dataset);
              seen.put(
                  Integer.valueOf(number),
                  new Known(
                      String.valueOf(known.get("name")),
                      JsonTree.list(known, "sha256").stream().map(String::valueOf).toList()));
            });
    List<Target> shape = new ArrayList<>();
    if (tree.containsKey("shape")) {
      shape.add(
          new Target(
              UsedDataset.shape(JsonTree.list(tree, "shape")), String.valueOf(tree.get("owner"))));
    }
    return new PairsJob(
        String.valueOf(tree.get("comparison")),
        JsonTree.list(tree, "references"),
        JsonTree.map(tree.get("settings")),
        seen,
        shape);
  }
}
