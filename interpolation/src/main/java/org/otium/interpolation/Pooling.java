package org.otium.interpolation;

import java.util.Arrays;
import java.util.List;
import org.otium.api.Interpolation;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.api.Weights;

/**
 * All samples of the datasets with a_i above zero side by side, those of dataset i with mass a_i in
 * all: the baseline of GG table 1 that mixes datasets without mixing samples. Nothing of the
 * reference enters but its features' shape.
 */
public final class Pooling implements Interpolation {
  /** Makes the interpolation. */
  public Pooling() {}

  @Override
  public Prepared prepare(List<LabeledDataset> datasets, LabeledDataset reference, long seed) {
    if (datasets.isEmpty()) {
      throw new InvalidInputException("no dataset to interpolate", "Give at least one.");
    }
    datasets.forEach(dataset -> Mixup.requireFeatures(dataset, reference));
    List<LabeledDataset> all = List.copyOf(datasets);
    return weights -> pooled(all, weights);
  }

  private static LabeledDataset pooled(List<LabeledDataset> datasets, Weights weights) {
    Between.requireOneWeightEach(datasets.size(), weights);
    int d = datasets.getFirst().dimension();
    int n = 0;
    int entries = 0;
    for (int k = 0; k < datasets.size(); k++) {
      if (weights.get(k) > 0) {
        n = Math.addExact(n, datasets.get(k).size());
        entries = Math.addExact(entries, Between.entries(datasets.get(k).labels()));
      }
    }
    int[] first = Between.firstIds(datasets);
    float[] features = new float[Math.multiplyExact(n, d)];
    double[] masses = new double[n];
    int[] starts = new int[n + 1];
    int[] columns = new int[entries];
    float[] shares = new float[entries];
    int[] at = {0};
    int sample = 0;
    for (int k = 0; k < datasets.size(); k++) {
      LabeledDataset part = datasets.get(k);
      if (weights.get(k) == 0) {
        continue;
      }
      int[] ids = part.classIds();
      int from = first[k];
      System.arraycopy(part.features().array(), 0, features, sample * d, part.size() * d);
      for (int i = 0; i < part.size(); i++, sample++) {
        masses[sample] = weights.get(k) * part.weights().get(i);
        part.labels()
            .forEachShare(
                i,
                (classId, share) -> {
                  columns[at[0]] = from + Arrays.binarySearch(ids, classId);
                  shares[at[0]++] = share;
                });
        starts[sample + 1] = at[0];
      }
    }
    int[] all = new int[first[datasets.size()]];
    Arrays.setAll(all, c -> c);
    List<String> names = datasets.stream().map(LabeledDataset::name).toList();
    return LabeledDataset.of(
            "pool of " + names,
            Matrix.wrap(n, d, features),
            Labels.sparse(all, starts, columns, shares))
        .withWeights(Weights.proportional(masses))
        .withClassNames(Between.classNames(names, datasets))
        .withShape(datasets.getFirst().shape());
  }
}
