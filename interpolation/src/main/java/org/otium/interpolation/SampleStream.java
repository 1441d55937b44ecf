package org.otium.interpolation;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.UnaryOperator;
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
  private final EvenDraws draws;
  private long left;

  private SampleStream(
      LabeledDataset pool, UnaryOperator<LabeledDataset> map, long count, int batch, long seed) {
    requireSome(count, batch);
    // What is drawn weighs the same, whatever it weighed before.
    this.pool = pool.withWeights(Weights.uniform(pool.size()));
    this.map = map;
    this.batch = batch;
    this.left = count;
    this.draws = new EvenDraws(pool.weights(), seed);
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
    if (map.isEmpty() && prepared.drawsAt(weights, seed).isPresent()) {
      LabeledDataset first = prepared.drawsAt(weights, seed).orElseThrow().next(1);
      return batches(
          first, count, new Fresh(prepared.drawsAt(weights, seed).orElseThrow(), count, batch));
    }
    LabeledDataset pool = map.isPresent() ? reference : prepared.at(weights);
    LabeledDataset one = pool.withWeights(Weights.uniform(pool.size())).select(new int[] {0});
    LabeledDataset first = map.isPresent() ? map.get().apply(one) : pool;
    UnaryOperator<LabeledDataset> mapping = map.isPresent() ? map.get()::apply : s -> s;
    return batches(first, count, new SampleStream(pool, mapping, count, batch, seed));
  }

  private static SampleBatches batches(
      LabeledDataset first, long count, Iterator<LabeledDataset> samples) {
    return new SampleBatches(
        first.name(),
        count,
        first.shape(),
        first.classIds(),
        first.classNames(),
        first.labels() instanceof Labels.Soft,
        samples);
  }

  /** Samples that an interpolation draws itself. */
  private static final class Fresh implements Iterator<LabeledDataset> {
    private final Interpolation.Draws draws;
    private final int batch;
    private long left;

    Fresh(Interpolation.Draws draws, long count, int batch) {
      requireSome(count, batch);
      this.draws = draws;
      this.batch = batch;
      this.left = count;
    }

    @Override
    public boolean hasNext() {
      return left > 0;
    }

    @Override
    public LabeledDataset next() {
      if (left == 0) {
        throw new NoSuchElementException("all samples were drawn");
      }
      int size = (int) Math.min(batch, left);
      left -= size;
      return draws.next(size);
    }
  }

  private static void requireSome(long count, int batch) {
    if (count < 1 || batch < 1) {
      throw new InvalidInputException(
          count + " samples in batches of " + batch, "Ask for at least one.");
    }
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
    int[] drawn = draws.next((int) Math.min(batch, left));
    left -= drawn.length;
    return map.apply(pool.select(drawn));
  }
}
