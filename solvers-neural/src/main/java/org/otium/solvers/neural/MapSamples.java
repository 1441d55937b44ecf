package org.otium.solvers.neural;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Comparator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.models.torch.Tensors;
import org.otium.numerics.StepSeed;

/**
 * Samples of a dataset as tensors, drawn in proportion to their weights. They are kept in an order
 * that their contents decide, so that the order in which they were given does not matter.
 */
final class MapSamples {
  private final LabeledDataset dataset;
  private final MapScale scale;
  private final int[] classIds;
  private final double[] cumulated;

  /**
   * Samples.
   *
   * @param dataset in the order of {@link #ordered}
   * @param scale the units of tensors
   * @param classIds the classes that labels are shares of, ascending
   */
  MapSamples(LabeledDataset dataset, MapScale scale, int[] classIds) {
    this.dataset = dataset;
    this.scale = scale;
    this.classIds = classIds;
    this.cumulated = dataset.weights().toArray();
    Arrays.parallelPrefix(cumulated, Double::sum);
  }

  /** The same samples, in an order that does not depend on the one that they are in. */
  static LabeledDataset ordered(LabeledDataset dataset) {
    int d = dataset.dimension();
    float[] values = dataset.features().array();
    Labels labels = dataset.labels();
    long[] keys = new long[dataset.size()];
    for (int i = 0; i < keys.length; i++) {
      long[] key = {0};
      for (int j = 0; j < d; j++) {
        key[0] = StepSeed.of(key[0], Float.floatToIntBits(values[i * d + j] + 0f));
      }
      labels.forEachShare(
          i,
          (id, share) ->
              key[0] = StepSeed.of(StepSeed.of(key[0], id), Double.doubleToLongBits(share)));
      keys[i] = key[0];
    }
    return dataset.select(
        IntStream.range(0, keys.length)
            .boxed()
            // Equal samples by their weights, which are rounded anew with every selection.
            .sorted(
                Comparator.<Integer>comparingLong(i -> keys[i])
                    .thenComparingDouble(i -> dataset.weights().get(i)))
            .mapToInt(Integer::intValue)
            .toArray());
  }

  /** A number for the contents of a dataset. */
  static long fingerprint(LabeledDataset ordered) {
    long key = ordered.size();
    float[] values = ordered.features().array();
    for (float value : values) {
      key = StepSeed.of(key, Float.floatToIntBits(value + 0f));
    }
    return key;
  }

  int[] draw(int n, RandomGenerator random) {
    int[] drawn = new int[n];
    int last = cumulated.length - 1;
    for (int b = 0; b < n; b++) {
      double mass = random.nextDouble() * cumulated[last];
      int found = Arrays.binarySearch(cumulated, mass);
      int at = found < 0 ? -found - 1 : found;
      while (at < last && cumulated[at] <= mass) {
        at++; // a sample without mass ends where the one before it does
      }
      drawn[b] = at;
    }
    return drawn;
  }

  NDArray features(int[] samples, NDManager step) {
    return scale.tensor(dataset.features().array(), samples, step);
  }

  /** n×classes. */
  NDArray labels(int[] samples, NDManager step) {
    return Tensors.of(step, shares(samples), new Shape(samples.length, classIds.length));
  }

  /** yᵀM, n×columns of M. */
  NDArray labelCosts(int[] samples, float[][] m, NDManager step) {
    int k = classIds.length;
    int columns = m[0].length;
    float[] shares = shares(samples);
    float[] costs = new float[samples.length * columns];
    for (int b = 0; b < samples.length; b++) {
      for (int c = 0; c < k; c++) {
        float share = shares[b * k + c];
        for (int j = 0; share != 0 && j < columns; j++) {
          costs[b * columns + j] += share * m[c][j];
        }
      }
    }
    return Tensors.of(step, costs, new Shape(samples.length, columns));
  }

  /** A class of which the map knows nothing. */
  static InvalidInputException unknown(LabeledDataset samples, int classId) {
    return new InvalidInputException(
        "class "
            + samples.className(classId)
            + " was not among the samples the map was learned from",
        "Map samples of the same classes only, or learn the map with sees-labels false.");
  }

  private float[] shares(int[] samples) {
    int k = classIds.length;
    float[] shares = new float[samples.length * k];
    for (int b = 0; b < samples.length; b++) {
      int row = b * k;
      dataset
          .labels()
          .forEachShare(
              samples[b],
              (id, share) -> {
                int at = Arrays.binarySearch(classIds, id);
                if (at >= 0) {
                  shares[row + at] = share;
                } else if (share > 0) {
                  throw unknown(dataset, id);
                }
              });
    }
    return shares;
  }
}
