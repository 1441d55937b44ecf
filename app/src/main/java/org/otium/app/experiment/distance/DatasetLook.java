package org.otium.app.experiment.distance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.otium.api.InvalidInputException;
import org.otium.app.experiment.SampledDataset;
import org.otium.app.experiment.UsedDataset;
import org.otium.app.runs.JsonTree;

/**
 * What a look at a dataset found.
 *
 * @param found what is known of it; nothing if it cannot be used
 * @param leftOut which of its samples are not used, in words; empty if all are
 * @param what what is wrong with it; empty if nothing is
 * @param remedy what to do about that
 */
record DatasetLook(Optional<UsedDataset> found, String leftOut, String what, String remedy) {
  static DatasetLook at(SampledDataset dataset) {
    return new DatasetLook(Optional.of(dataset.about()), dataset.leftOut().orElse(""), "", "");
  }

  static DatasetLook at(InvalidInputException failure) {
    return new DatasetLook(Optional.empty(), "", failure.what(), failure.remedy());
  }

  boolean isDamaged() {
    return found.isEmpty();
  }

  Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("found", found.map(about -> List.<Object>of(about.tree())).orElse(List.of()));
    tree.put("left-out", leftOut);
    tree.put("what", what);
    tree.put("remedy", remedy);
    return tree;
  }

  static DatasetLook of(Map<String, Object> tree) {
    return new DatasetLook(
        JsonTree.list(tree, "found").stream()
            .map(about -> UsedDataset.of(JsonTree.map(about)))
            .findFirst(),
        String.valueOf(tree.get("left-out")),
        String.valueOf(tree.get("what")),
        String.valueOf(tree.get("remedy")));
  }
}
