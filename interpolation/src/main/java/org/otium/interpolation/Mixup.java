package org.otium.interpolation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.otium.api.Interpolation;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Weights;

/**
 * Mixup between datasets, the baseline of GG §5: like a generalized geodesic, but each sample of
 * the reference is mapped to a random sample of every dataset instead of an optimal one.
 *
 * <p>Samples are drawn in proportion to their weights and as evenly as their numbers allow: of
 * equal weights, none is drawn twice before all are drawn once. More samples than the reference has
 * are new pairs, not the same ones again.
 */
public final class Mixup implements Interpolation {
  private final MixupSettings settings;

  /**
   * Makes the interpolation.
   *
   * @param settings where â comes from
   */
  public Mixup(MixupSettings settings) {
    this.settings = settings;
  }

  @Override
  public Prepared prepare(List<LabeledDataset> datasets, LabeledDataset reference, long seed) {
    if (datasets.isEmpty()) {
      throw new InvalidInputException("no dataset to interpolate", "Give at least one.");
    }
    for (LabeledDataset dataset : datasets) {
      requireFeatures(dataset, reference);
    }
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    List<LabeledDataset> drawn =
        datasets.stream().map(d -> d.select(draws(d.weights(), reference.size(), random))).toList();
    return new Mixed(List.copyOf(datasets), drawn, reference, seed, settings.weightsFrom());
  }

  static void requireFeatures(LabeledDataset dataset, LabeledDataset reference) {
    if (dataset.dimension() != reference.dimension()) {
      throw new InvalidInputException(
          "'"
              + dataset.name()
              + "' has "
              + dataset.shape().describe()
              + " but '"
              + reference.name()
              + "' has "
              + reference.shape().describe(),
          "Bring them to one shape first (--resize on the command line).");
    }
  }

  /** Systematic sampling, then a random order. */
  private static int[] draws(Weights weights, int n, RandomGenerator random) {
    int[] order = shuffled(weights.size(), random);
    double at = random.nextDouble() / n;
    int[] drawn = new int[n];
    double passed = 0;
    int next = 0;
    for (int k = 0; k < order.length && next < n; k++) {
      passed += weights.get(order[k]);
      while (next < n && (at + (double) next / n) * weights.total() < passed) {
        drawn[next++] = order[k];
      }
    }
    int last = order.length - 1;
    while (last > 0 && weights.get(order[last]) == 0) {
      last--;
    }
    while (next < n) {
      // Rounding left the end of the last sample's interval uncovered.
      drawn[next++] = order[last];
    }
    int[] shuffle = shuffled(n, random);
    int[] out = new int[n];
    for (int i = 0; i < n; i++) {
      out[i] = drawn[shuffle[i]];
    }
    return out;
  }

  private static int[] shuffled(int n, RandomGenerator random) {
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  private record Mixed(
      List<LabeledDataset> datasets,
      List<LabeledDataset> drawn,
      LabeledDataset reference,
      long seed,
      Interpolation weightsFrom)
      implements Prepared {
    @Override
    public LabeledDataset at(Weights weights) {
      List<String> names = datasets.stream().map(LabeledDataset::name).toList();
      return Between.combined(names, drawn, weights, reference);
    }

    @Override
    public boolean isSampleWise() {
      return true;
    }

    @Override
    public Optional<Interpolation.Draws> drawsAt(Weights weights, long seed) {
      Between.requireOneWeightEach(datasets.size(), weights);
      RandomGenerator seeds = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
      List<String> names = datasets.stream().map(LabeledDataset::name).toList();
      List<EvenDraws> draws =
          datasets.stream().map(d -> new EvenDraws(d.weights(), seeds.nextLong())).toList();
      return Optional.of(
          count -> {
            List<LabeledDataset> parts = new ArrayList<>();
            for (int k = 0; k < draws.size(); k++) {
              parts.add(datasets.get(k).select(draws.get(k).next(count)));
            }
            return Between.combined(names, parts, weights, Weights.uniform(count));
          });
    }

    @Override
    public Optional<Projection> projection() {
      return weightsFrom.prepare(datasets, reference, seed).projection();
    }
  }
}
