package org.otium.benchmarks.compare;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.otium.api.Compute;
import org.otium.api.DatasetMapping;
import org.otium.api.Epsilon;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.data.npz.NpyArray;
import org.otium.functionals.GaussianLabelDistance;
import org.otium.functionals.GaussianLabelDistanceSettings;
import org.otium.functionals.SquaredEuclideanCost;
import org.otium.interpolation.BarycentricMapping;
import org.otium.interpolation.BarycentricMappingSettings;
import org.otium.solvers.sinkhorn.SinkhornSettings;
import org.otium.solvers.sinkhorn.SinkhornSolver;

/** The OTDD barycentric projection of x onto y: label distances, plan, features and labels. */
final class MapTask implements Task {
  private static final int BATCH = 10_000;

  private final Inputs inputs;
  private final DatasetMapping mapping;
  private @Nullable LabeledDataset image;

  MapTask(Inputs inputs, Compute compute) {
    this.inputs = inputs;
    this.mapping =
        new BarycentricMapping(
            new BarycentricMappingSettings(
                new SinkhornSolver(SinkhornSettings.of(Epsilon.parse("0.01 * max cost")), compute),
                new GaussianLabelDistance(GaussianLabelDistanceSettings.full(), compute),
                new SquaredEuclideanCost(compute),
                1,
                1,
                BATCH),
            compute);
  }

  @Override
  public Map<String, Double> run() {
    LabeledDataset mapped = mapping.fit(inputs.x(), inputs.y(), 1).apply(inputs.x());
    image = mapped;
    double sum = 0;
    for (float value : mapped.features().array()) {
      sum += value;
    }
    return Map.of("value", sum / mapped.size());
  }

  @Override
  public Map<String, NpyArray> arrays() {
    LabeledDataset mapped = image;
    if (mapped == null) {
      return Map.of();
    }
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    arrays.put("features", NpyArray.of(mapped.features()));
    arrays.put("labels", shares(mapped.labels()));
    return arrays;
  }

  private static NpyArray shares(Labels labels) {
    int[] ids = labels.classIds();
    double[] shares = new double[labels.size() * ids.length];
    for (int i = 0; i < labels.size(); i++) {
      int row = i * ids.length;
      labels.forEachShare(i, (id, share) -> shares[row + Arrays.binarySearch(ids, id)] = share);
    }
    return NpyArray.of(shares, labels.size(), ids.length);
  }
}
