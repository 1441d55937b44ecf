package org.otium.app.experiment.distance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.otium.api.FeatureShape;
import org.otium.api.LabeledDataset;
import org.otium.app.datasets.LoadedDataset;
import org.otium.app.experiment.DatasetGroup;
import org.otium.app.experiment.DatasetPair;
import org.otium.app.experiment.ExperimentContext;
import org.otium.app.experiment.Preparation;

/**
 * What is used of datasets that are compared with each other. Each is prepared without the others,
 * but for the shape of one of them, so that any process can prepare any.
 *
 * @param context the transforms that settings may name
 * @param resolved all settings of {@link PairwiseSettings}
 */
record ComparedDatasets(ExperimentContext context, Map<String, Object> resolved) {
  long seed() {
    return Long.parseLong(String.valueOf(resolved.get("seed")));
  }

  private int samples() {
    String asked = String.valueOf(resolved.getOrDefault("samples", ""));
    return asked.isEmpty() ? Preparation.MOST_SAMPLES : Integer.parseInt(asked);
  }

  private boolean resize() {
    return Boolean.parseBoolean(String.valueOf(resolved.get("resize")));
  }

  /** All datasets; the last decides the shape. */
  DatasetGroup all(List<LoadedDataset> loaded) {
    DatasetGroup group = DatasetGroup.of(loaded, samples(), loaded.size() - 1, seed(), resize());
    return group.with(transformed(group));
  }

  /** One of the datasets. */
  LabeledDataset one(LoadedDataset loaded, FeatureShape shape, String owner) {
    DatasetGroup alone =
        DatasetGroup.of(List.of(loaded), samples(), shape, owner, seed(), resize());
    return transformed(alone).getFirst();
  }

  private List<LabeledDataset> transformed(DatasetGroup group) {
    List<LabeledDataset> transformed = new ArrayList<>();
    for (LabeledDataset dataset : group.used()) {
      transformed.add(
          DatasetPair.transformed(dataset, context, resolved, "transforms", seed())
              .withName(dataset.name()));
    }
    return transformed;
  }
}
