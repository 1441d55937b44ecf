package org.otium.app.experiment.distance;

import java.util.List;
import java.util.Map;
import org.otium.api.FeatureShape;
import org.otium.api.LabeledDataset;
import org.otium.app.datasets.DatasetLibrary;
import org.otium.app.experiment.DatasetPair;
import org.otium.app.experiment.ExperimentContext;
import org.otium.app.experiment.Preparation;
import org.otium.app.experiment.SampledDataset;

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

  private int most() {
    String asked = String.valueOf(resolved.getOrDefault("samples", ""));
    return asked.isEmpty() ? Preparation.MOST_SAMPLES : Integer.parseInt(asked);
  }

  boolean resize() {
    return Boolean.parseBoolean(String.valueOf(resolved.get("resize")));
  }

  /** Whether more is done with samples than to choose them. */
  boolean areTransformed() {
    return resolved.get("transforms") instanceof List<?> specs && !specs.isEmpty();
  }

  /** The samples of a dataset that are used, as they were read. */
  SampledDataset read(DatasetLibrary library, Object reference) {
    return SampledDataset.read(library, reference, most(), seed());
  }

  /** Samples in the shape of all datasets, and after what they are put through. */
  LabeledDataset prepared(LabeledDataset samples, FeatureShape shape, String owner) {
    LabeledDataset fitted = Preparation.fitted(samples, shape, owner, resize());
    return DatasetPair.transformed(fitted, context, resolved, "transforms", seed());
  }
}
