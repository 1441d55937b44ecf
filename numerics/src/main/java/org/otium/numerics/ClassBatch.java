package org.otium.numerics;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.otium.api.ClassConditional;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Weights;

/**
 * Some samples of every class of a dataset, drawn without replacement and equally likely; each
 * class keeps its share of the mass. Samples without mass are not drawn.
 */
public final class ClassBatch {
  private static final RandomGeneratorFactory<RandomGenerator> RANDOM =
      RandomGeneratorFactory.of("L64X128MixRandom");

  private final LabeledDataset dataset;
  private final int[][] members;
  private final double[] masses;
  private final int perClass;

  /**
   * Prepares to draw.
   *
   * @param dataset what to draw from
   * @param perClass how many samples of each class; all of smaller classes
   * @throws InvalidInputException if none is to be drawn
   */
  public ClassBatch(LabeledDataset dataset, int perClass) {
    if (perClass < 1) {
      throw new InvalidInputException(
          "batches of " + perClass + " samples a class", "Draw at least one sample a class.");
    }
    this.dataset = dataset;
    this.perClass = perClass;
    List<ClassConditional> classes = dataset.classConditionals();
    this.members = new int[classes.size()][];
    this.masses = new double[classes.size()];
    for (int c = 0; c < members.length; c++) {
      masses[c] = classes.get(c).mass();
      members[c] =
          Arrays.stream(classes.get(c).samples())
              .filter(i -> dataset.weights().get(i) > 0)
              .toArray();
    }
  }

  /**
   * A draw.
   *
   * @param samples which samples were drawn, ascending
   * @param batch these samples, their masses raised so that each class weighs what it weighs in the
   *     whole
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
  public record Draw(int[] samples, LabeledDataset batch) {}

  /**
   * Draws.
   *
   * @param seed decides which samples
   * @return some samples of every class
   */
  public Draw draw(long seed) {
    RandomGenerator random = RANDOM.create(seed);
    int total = 0;
    for (int[] own : members) {
      total += Math.min(perClass, own.length);
    }
    long[] drawn = new long[total];
    int at = 0;
    for (int c = 0; c < members.length; c++) {
      int[] own = members[c].clone();
      int count = Math.min(perClass, own.length);
      for (int i = 0; i < count; i++) {
        int j = i + random.nextInt(own.length - i);
        int swap = own[i];
        own[i] = own[j];
        own[j] = swap;
        drawn[at++] = ((long) own[i] << Integer.SIZE) | c;
      }
    }
    Arrays.sort(drawn);
    int[] samples = new int[total];
    double[] sums = new double[members.length];
    for (int i = 0; i < total; i++) {
      samples[i] = (int) (drawn[i] >>> Integer.SIZE);
      sums[(int) drawn[i]] += dataset.weights().get(samples[i]);
    }
    double[] weights = new double[total];
    for (int i = 0; i < total; i++) {
      int c = (int) drawn[i];
      weights[i] = dataset.weights().get(samples[i]) / sums[c] * masses[c];
    }
    return new Draw(samples, dataset.select(samples).withWeights(Weights.proportional(weights)));
  }
}
