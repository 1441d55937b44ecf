package org.otium.interpolation;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.otium.api.DatasetMap;
import org.otium.api.Interpolation;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.SampleBatches;
import org.otium.api.Weights;

/**
 * Any number of samples of a dataset P_a of an interpolation, made when they are asked for. Samples
 * of the reference, equally likely as they weigh, are drawn and mapped batch by batch, so that
 * memory is bounded by the batch and the reference, never by how many samples are wanted.
 *
 * <p>Samples of equal weight are all drawn once, in a random order, before any is drawn again.
 */
public final class SampleStream implements Iterator<LabeledDataset> {
  private final LabeledDataset pool;
  private final UnaryOperator<LabeledDataset> map;
  private final int batch;
  private final RandomGenerator random;
  private final double[] passed;
  private final int[] order;
  private int next;
  private long left;

  private SampleStream(
      LabeledDataset pool, UnaryOperator<LabeledDataset> map, long count, int batch, long seed) {
    if (count < 1 || batch < 1) {
      throw new InvalidInputException(
          count + " samples in batches of " + batch, "Ask for at least one.");
    }
    // What is drawn weighs the same, whatever it weighed before.
    this.pool = pool.withWeights(Weights.uniform(pool.size()));
    this.map = map;
    this.batch = batch;
    this.left = count;
    this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    this.order = new int[pool.weights().isUniform() ? pool.size() : 0];
    this.passed = new double[order.length > 0 ? 0 : pool.size()];
    this.next = order.length;
    double sum = 0;
    for (int i = 0; i < passed.length; i++) {
      sum += pool.weights().get(i);
      passed[i] = sum;
    }
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
  }

  /**
   * Samples of P_a.
   *
   * @param prepared the interpolation
   * @param weights a
   * @param reference samples to map: those of the reference, and others like them where the
   *     interpolation maps others; not looked at where it has no map, for then the samples of P_a
   *     itself are drawn
   * @param count how many samples
   * @param batch how many of them at a time
   * @param seed decides which
   * @return the samples
   */
  public static SampleBatches of(
      Interpolation.Prepared prepared,
      Weights weights,
      LabeledDataset reference,
      long count,
      int batch,
      long seed) {
    Optional<DatasetMap> map = prepared.mapAt(weights);
    LabeledDataset pool = map.isPresent() ? reference : prepared.at(weights);
    LabeledDataset one = pool.withWeights(Weights.uniform(pool.size())).select(new int[] {0});
    LabeledDataset first = map.isPresent() ? map.get().apply(one) : pool;
    UnaryOperator<LabeledDataset> mapping = map.isPresent() ? map.get()::apply : s -> s;
    return new SampleBatches(
        first.name(),
        count,
        first.shape(),
        first.classIds(),
        first.classNames(),
        first.labels() instanceof Labels.Soft,
        new SampleStream(pool, mapping, count, batch, seed));
  }

  @Override
  public boolean hasNext() {
    return left > 0;
  }

  /** The next samples, as many as a batch holds but for the last; all of equal weight. */
  @Override
  public LabeledDataset next() {
    if (left == 0) {
      throw new NoSuchElementException("all samples were drawn");
    }
    int[] drawn = new int[(int) Math.min(batch, left)];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = draw();
    }
    left -= drawn.length;
    return map.apply(pool.select(drawn));
  }

  private int draw() {
    if (order.length == 0) {
      double at = random.nextDouble() * passed[passed.length - 1];
      int found = java.util.Arrays.binarySearch(passed, at);
      int sample = found >= 0 ? found + 1 : -found - 1;
      return Math.min(sample, passed.length - 1);
    }
    if (next == order.length) {
      for (int i = order.length - 1; i > 0; i--) {
        int j = random.nextInt(i + 1);
        int held = order[i];
        order[i] = order[j];
        order[j] = held;
      }
      next = 0;
    }
    return order[next++];
  }
}
