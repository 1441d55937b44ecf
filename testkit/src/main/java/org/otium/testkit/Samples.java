package org.otium.testkit;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.api.Weights;

/** Small seeded inputs for tests. */
public final class Samples {
  private Samples() {}

  /**
   * A seeded generator, the same on every machine.
   *
   * @param seed any number
   * @return a generator
   */
  public static RandomGenerator random(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  /**
   * A matrix of standard normal values.
   *
   * @param rows number of rows
   * @param columns number of columns
   * @param random the generator
   * @return the matrix
   */
  public static Matrix gaussian(int rows, int columns, RandomGenerator random) {
    float[] values = new float[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Matrix.wrap(rows, columns, values);
  }

  /**
   * Classes as Gaussian clouds of unequal sizes around centres that lie {@code spread} apart on
   * each axis, with unequal weights and sparse class ids (3, 10, 17, …).
   *
   * @param seed decides the samples
   * @param classes number of classes
   * @param perClass samples of the first class; each further class has one more
   * @param dimension number of features
   * @param spread distance of the centres
   * @return the dataset
   */
  public static LabeledDataset clouds(
      long seed, int classes, int perClass, int dimension, double spread) {
    RandomGenerator random = random(seed);
    int n = 0;
    for (int c = 0; c < classes; c++) {
      n += perClass + c;
    }
    float[] features = new float[n * dimension];
    int[] labels = new int[n];
    double[] masses = new double[n];
    int i = 0;
    for (int c = 0; c < classes; c++) {
      for (int s = 0; s < perClass + c; s++, i++) {
        labels[i] = 3 + 7 * c;
        masses[i] = 0.5 + random.nextDouble();
        for (int j = 0; j < dimension; j++) {
          double centre = (c + j) % classes * spread;
          features[i * dimension + j] = (float) (centre + random.nextGaussian());
        }
      }
    }
    return LabeledDataset.of(
            "clouds-" + seed, Matrix.wrap(n, dimension, features), Labels.hard(labels))
        .withWeights(Weights.proportional(masses));
  }

  /**
   * A seeded order of n things.
   *
   * @param n how many
   * @param random the generator
   * @return each of 0 … n−1 once
   */
  public static int[] permutation(int n, RandomGenerator random) {
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      order[i] = i;
    }
    for (int i = n - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swap = order[i];
      order[i] = order[j];
      order[j] = swap;
    }
    return order;
  }

  /**
   * The same dataset with every class id renamed to another, order reversed.
   *
   * @param dataset any dataset with hard labels
   * @return a dataset over the ids 1000 − id
   */
  public static LabeledDataset renamedClasses(LabeledDataset dataset) {
    int[] labels = new int[dataset.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = 1000 - dataset.labels().classOf(i);
    }
    return dataset.withLabels(Labels.hard(labels));
  }

  /**
   * The same dataset with a vector added to every sample.
   *
   * @param dataset any dataset
   * @param shift one number a feature
   * @return the moved dataset
   */
  public static LabeledDataset translated(LabeledDataset dataset, float[] shift) {
    float[] moved = dataset.features().toArray();
    for (int i = 0; i < moved.length; i++) {
      moved[i] += shift[i % shift.length];
    }
    return dataset.withFeatures(Matrix.wrap(dataset.size(), dataset.dimension(), moved));
  }
}
