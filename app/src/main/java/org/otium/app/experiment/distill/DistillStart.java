package org.otium.app.experiment.distill;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.otium.api.FeatureShape;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.data.Subsets;

/** The small dataset before it is moved. */
final class DistillStart {
  /** How far samples lie from the mean of their class, as a share of the deviation of features. */
  private static final double NEAR = 0.1;

  private DistillStart() {}

  /**
   * Makes it, class by class, all samples of the same weight.
   *
   * @param dataset the large one
   * @param perClass how many samples of each class
   * @param start what they are
   * @param seed decides everything random
   */
  static LabeledDataset of(
      LabeledDataset dataset, int perClass, DistillSettings.Start start, long seed) {
    if (start == DistillSettings.Start.SAMPLES) {
      return random(dataset, perClass, seed);
    }
    int[] ids = dataset.classIds();
    int d = dataset.dimension();
    double[][] means = means(dataset);
    double[] all = new double[d];
    int n = dataset.size();
    float[] values = dataset.features().array();
    double sum = 0;
    double squares = 0;
    for (float value : values) {
      sum += value;
      squares += (double) value * value;
    }
    double mean = sum / ((double) n * d);
    double deviation = Math.sqrt(Math.max(0, squares / ((double) n * d) - mean * mean));
    Arrays.fill(all, mean);
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    FeatureShape shape = dataset.shape();
    boolean isNoise = start == DistillSettings.Start.NOISE;
    double spread = isNoise ? deviation : NEAR * deviation;
    float[] made = new float[Math.multiplyExact(ids.length * perClass, d)];
    int[] labels = new int[ids.length * perClass];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = ids[i / perClass];
      double[] centre = isNoise ? all : means[i / perClass];
      for (int j = 0; j < d; j++) {
        double value = centre[j] + spread * random.nextGaussian();
        made[i * d + j] = (float) Math.clamp(value, shape.low(), shape.high());
      }
    }
    return LabeledDataset.of(
            dataset.name(), Matrix.wrap(labels.length, d, made), Labels.hard(labels))
        .withShape(shape)
        .withClassNames(dataset.classNames());
  }

  /** Random samples of each class, class by class, of the same weight. */
  static LabeledDataset random(LabeledDataset dataset, int perClass, long seed) {
    LabeledDataset drawn = Subsets.perClass(dataset, perClass, seed).dataset();
    int[] labels = new int[drawn.size()];
    int[] order = new int[drawn.size()];
    int at = 0;
    for (int id : drawn.classIds()) {
      for (int i = 0; i < drawn.size(); i++) {
        if (drawn.labels().classOf(i) == id) {
          labels[at] = id;
          order[at++] = i;
        }
      }
    }
    return LabeledDataset.of(
            dataset.name(), drawn.features().selectRows(order), Labels.hard(labels))
        .withShape(dataset.shape())
        .withClassNames(dataset.classNames());
  }

  private static double[][] means(LabeledDataset dataset) {
    int d = dataset.dimension();
    int[] positions = dataset.classPositions();
    double[][] means = new double[dataset.classIds().length][d];
    double[] masses = new double[means.length];
    float[] values = dataset.features().array();
    for (int i = 0; i < positions.length; i++) {
      double weight = dataset.weights().get(i);
      masses[positions[i]] += weight;
      for (int j = 0; j < d; j++) {
        means[positions[i]][j] += weight * values[i * d + j];
      }
    }
    for (int c = 0; c < means.length; c++) {
      for (int j = 0; j < d; j++) {
        means[c][j] /= masses[c] > 0 ? masses[c] : 1;
      }
    }
    return means;
  }
}
