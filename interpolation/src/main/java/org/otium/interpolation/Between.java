package org.otium.interpolation;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.api.Weights;

/**
 * Convex combinations of samples from several datasets (GG §4.2). Classes of different datasets are
 * different classes even where their ids are equal, so labels live in the concatenation of the
 * label sets: class c of dataset i gets a new id, and its name says where it comes from. Shares of
 * zero take no memory, however many classes there are in all.
 */
final class Between {
  private Between() {}

  /**
   * The sample-wise combination Σ_i a_i (x_i, y_i).
   *
   * @param names what the datasets are called
   * @param parts as many samples of each dataset, one for one
   * @param weights a
   * @param reference whose weights the samples take
   */
  static LabeledDataset combined(
      List<String> names, List<LabeledDataset> parts, Weights weights, LabeledDataset reference) {
    return combined(names, parts, weights, reference.weights());
  }

  /** The same for samples that weigh as they are given. */
  static LabeledDataset combined(
      List<String> names, List<LabeledDataset> parts, Weights weights, Weights masses) {
    requireOneWeightEach(parts.size(), weights);
    int n = masses.size();
    int d = parts.getFirst().dimension();
    float[] features = new float[Math.multiplyExact(n, d)];
    int entries = 0;
    for (int k = 0; k < parts.size(); k++) {
      float weight = (float) weights.get(k);
      if (weight > 0) {
        float[] moved = parts.get(k).features().array();
        for (int i = 0; i < features.length; i++) {
          features[i] += weight * moved[i];
        }
        entries = Math.addExact(entries, entries(parts.get(k).labels()));
      }
    }
    return LabeledDataset.of(
            "between " + names, Matrix.wrap(n, d, features), labels(parts, weights, n, entries))
        .withWeights(masses)
        .withClassNames(classNames(names, parts))
        .withShape(parts.getFirst().shape());
  }

  static void requireOneWeightEach(int datasets, Weights weights) {
    if (weights.size() != datasets) {
      throw new InvalidInputException(
          weights.size() + " weights for " + datasets + " datasets", "Give one weight a dataset.");
    }
  }

  /** Whether two datasets differ in their names at most, as copies of one dataset do. */
  static boolean areSameSamples(LabeledDataset a, LabeledDataset b) {
    return a.withName(b.name()).equals(b);
  }

  static int entries(Labels labels) {
    return switch (labels) {
      case Labels.Hard hard -> hard.size();
      case Labels.Soft soft -> soft.entries();
    };
  }

  private static Labels labels(
      List<LabeledDataset> parts, Weights weights, int n, int mostEntries) {
    int[] first = firstIds(parts);
    int[][] ids = parts.stream().map(LabeledDataset::classIds).toArray(int[][]::new);
    int[] starts = new int[n + 1];
    int[] columns = new int[mostEntries];
    float[] shares = new float[mostEntries];
    int[] at = {0};
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < parts.size(); k++) {
        int from = first[k];
        int[] own = ids[k];
        float weight = (float) weights.get(k);
        if (weight > 0) {
          parts
              .get(k)
              .labels()
              .forEachShare(
                  i,
                  (classId, share) -> {
                    float part = weight * share;
                    if (part > 0) {
                      columns[at[0]] = from + Arrays.binarySearch(own, classId);
                      shares[at[0]++] = part;
                    }
                  });
        }
      }
      starts[i + 1] = at[0];
    }
    int[] all = new int[first[parts.size()]];
    Arrays.setAll(all, c -> c);
    return Labels.sparse(all, starts, Arrays.copyOf(columns, at[0]), Arrays.copyOf(shares, at[0]));
  }

  /** The id of each dataset's first class, and behind them the number of all classes. */
  static int[] firstIds(List<LabeledDataset> parts) {
    int[] first = new int[parts.size() + 1];
    for (int k = 0; k < parts.size(); k++) {
      first[k + 1] = first[k] + parts.get(k).classIds().length;
    }
    return first;
  }

  static Map<Integer, String> classNames(List<String> names, List<LabeledDataset> parts) {
    Map<Integer, String> all = new TreeMap<>();
    int[] first = firstIds(parts);
    for (int k = 0; k < parts.size(); k++) {
      int[] ids = parts.get(k).classIds();
      for (int c = 0; c < ids.length; c++) {
        all.put(first[k] + c, names.get(k) + ": " + parts.get(k).className(ids[c]));
      }
    }
    return all;
  }
}
