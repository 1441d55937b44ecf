package org.otium.models.maps;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.otium.api.Cancellation;
import org.otium.api.ClassCorrespondence;
import org.otium.api.Compute;
import org.otium.api.DatasetMap;
import org.otium.api.DatasetTransform;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Matrix;
import org.otium.models.layers.FeatureScale;
import org.otium.models.layers.Hourglass;
import org.otium.models.layers.Layer;
import org.otium.models.layers.MeanSquares;
import org.otium.models.layers.Pass;
import org.otium.models.torch.Adam;
import org.otium.models.torch.KeptTensors;
import org.otium.models.torch.Orders;
import org.otium.models.torch.Parameters;
import org.otium.models.torch.Shards;
import org.otium.models.torch.Torch;

/**
 * The map h: x₀ ↦ x_T that a flow makes, learned from its particles and applied to samples that did
 * not flow (DD §7.2, app. C and D.3): a network of the autoencoder type that minimises the mean
 * squared error, particles by their mass, the best of several restarts by the error on particles
 * held out. Labels change as those of the particles did, each class to the one that most of its
 * mass went to.
 */
public final class FlowMap implements DatasetTransform {
  private static final System.Logger LOG = System.getLogger("org.otium.models");
  private static final int ROWS = 256;
  private static final RandomGeneratorFactory<RandomGenerator> GENERATORS =
      RandomGeneratorFactory.of("L64X128MixRandom");

  private final FlowMapSettings settings;
  private final Compute compute;
  private final AtomicReference<Optional<Learned>> last = new AtomicReference<>(Optional.empty());

  /**
   * Makes the transform; it learns when it is first applied.
   *
   * @param settings the particles and how to learn
   * @param compute threads
   */
  public FlowMap(FlowMapSettings settings, Compute compute) {
    Torch.check(settings.device());
    this.settings = settings;
    this.compute = compute;
  }

  /** A map that was learned with some seed; error is the mean squared one of those held out. */
  private record Learned(
      long seed, KeptTensors tensors, FeatureScale before, FeatureScale after, double error) {}

  @Override
  public LabeledDataset apply(LabeledDataset dataset, long seed) {
    return fit(seed).apply(dataset);
  }

  /**
   * Learns the map, unless that was the last one learned.
   *
   * @param seed decides everything random
   * @return the map
   */
  public DatasetMap fit(long seed) {
    Learned map = last.get().filter(known -> known.seed() == seed).orElseGet(() -> learn(seed));
    last.set(Optional.of(map));
    ClassCorrespondence classes =
        ClassCorrespondence.agreement(
            settings.before().labels(), settings.after().labels(), settings.before().weights());
    return samples -> mapped(samples, map, classes);
  }

  private LabeledDataset mapped(LabeledDataset samples, Learned map, ClassCorrespondence classes) {
    if (samples.dimension() != map.before().shape().dimension()) {
      throw new InvalidInputException(
          "the map of a flow of "
              + map.before().shape().describe()
              + " applied to samples of "
              + samples.shape().describe(),
          "Bring them to one shape first.");
    }
    FeatureScale.requireFinite(samples.features());
    int n = samples.size();
    float[] moved = new float[samples.features().array().length];
    int[] order = Orders.ascending(n);
    Torch torch = Torch.start(settings.device(), compute);
    try (NDManager scope = torch.scope()) {
      Parameters parameters = new Parameters(scope, 0, map.tensors());
      Layer network = Hourglass.build(parameters, map.before().shape());
      torch.overRows(
          scope,
          n,
          ROWS,
          (from, to, step) -> {
            NDArray x = map.before().tensor(samples.features().array(), order, from, to, step);
            map.after().restore(network.forward(x, Pass.use()), moved, from * samples.dimension());
          });
    }
    LabeledDataset there = samples.withFeatures(Matrix.wrap(n, samples.dimension(), moved));
    // Where labels did not flow, classes that the particles do not have keep theirs as well.
    if (settings.before().labels().equals(settings.after().labels())) {
      return there;
    }
    return there
        .withLabels(classes.relabel(samples.labels()))
        .withClassNames(settings.after().classNames());
  }

  private Learned learn(long seed) {
    FeatureScale before = FeatureScale.of(settings.before());
    FeatureScale after = FeatureScale.of(settings.after());
    RandomGenerator random = GENERATORS.create(seed);
    int[] order =
        IntStream.range(0, settings.before().size())
            .filter(i -> settings.before().weights().get(i) > 0)
            .toArray();
    if (order.length < 3) {
      throw new InvalidInputException(
          order.length + " particles with mass to learn a map from", "Give three or more.");
    }
    Orders.shuffle(order, random);
    int held = Math.clamp(Math.round(settings.heldOut() * order.length), 1, order.length - 2);
    int[] heldOut = Arrays.copyOf(order, held);
    int[] seen = Arrays.copyOfRange(order, held, order.length);
    Torch torch = Torch.start(settings.device(), compute);
    Optional<Learned> best = Optional.empty();
    int side = torch.threads();
    for (int first = 0; first < settings.restarts(); first += side) {
      try (NDManager scope = torch.scope()) {
        List<Start> starts = new ArrayList<>();
        for (int k = first; k < Math.min(settings.restarts(), first + side); k++) {
          long numbers = random.nextLong();
          starts.add(
              new Start(torch, scope, before, after, order.length, numbers, random.nextLong()));
        }
        learn(torch, starts, seen, first);
        double[] errors = new double[starts.size()];
        torch.eachAlone(errors.length, k -> errors[k] = starts.get(k).error(heldOut));
        for (int k = 0; k < errors.length; k++) {
          double error = errors[k];
          LOG.log(
              System.Logger.Level.DEBUG,
              String.format(
                  Locale.ROOT,
                  "flow-map: start %d of %d, error %.4g",
                  first + k + 1,
                  settings.restarts(),
                  error));
          if (Double.isFinite(error) && best.stream().allMatch(b -> error < b.error())) {
            best = Optional.of(new Learned(seed, starts.get(k).keep(), before, after, error));
          }
        }
      }
    }
    return best.orElseThrow(
        () ->
            new InvalidInputException(
                "the map diverged in all of its restarts", "Lower learning-rate."));
  }

  /** Lets some starts learn side by side. */
  private void learn(Torch torch, List<Start> starts, int[] seen, int first) {
    double[] losses = new double[starts.size()];
    for (int epoch = 1; epoch <= settings.epochs(); epoch++) {
      Cancellation.check();
      torch.eachAlone(losses.length, k -> losses[k] = starts.get(k).epoch(seen));
      for (int k = 0; k < losses.length; k++) {
        LOG.log(
            System.Logger.Level.DEBUG,
            String.format(
                Locale.ROOT,
                "flow-map: start %d of %d, epoch %d of %d, loss %.4g",
                first + k + 1,
                settings.restarts(),
                epoch,
                settings.epochs(),
                losses[k]));
      }
    }
  }

  /** One of the networks of which the best is taken. */
  private final class Start {
    private final Torch torch;
    private final NDManager scope;
    private final FeatureScale before;
    private final FeatureScale after;
    private final int particles;
    private final RandomGenerator random;
    private final Parameters numbers;
    private final Shards<Layer> network;
    private final Adam adam;

    Start(
        Torch torch,
        NDManager scope,
        FeatureScale before,
        FeatureScale after,
        int particles,
        long numberSeed,
        long orderSeed) {
      this.torch = torch;
      this.scope = scope;
      this.before = before;
      this.after = after;
      this.particles = particles;
      this.random = GENERATORS.create(orderSeed);
      this.numbers = new Parameters(scope, numberSeed);
      // One start alone is cut into shards; several are side by side, which costs nothing at all.
      int rows = settings.restarts() == 1 ? Shards.ROWS : Integer.MAX_VALUE;
      this.network = torch.shards(numbers, rows, p -> Hourglass.build(p, before.shape()));
      this.adam = new Adam(numbers, Adam.Rates.usual(settings.learningRate(), 0));
    }

    KeptTensors keep() {
      return numbers.keep();
    }

    /** Sees all particles once and learns; gives the mean squared error. */
    double epoch(int[] seen) {
      int[] order = seen.clone();
      Orders.shuffle(order, random);
      int count = (order.length + settings.batch() - 1) / settings.batch();
      double error = 0;
      for (int b = 0; b < count; b++) {
        int from = (int) ((long) order.length * b / count);
        int to = (int) ((long) order.length * (b + 1) / count);
        int[] some = Arrays.copyOfRange(order, from, to);
        double mean =
            network.backward(
                some.length,
                (layers, shard) -> squares(layers, some, shard.from(), shard.to(), shard.scope()));
        adam.step(torch);
        error += mean * some.length / order.length;
      }
      return error;
    }

    /** The mean squared error of some particles. */
    double error(int[] some) {
      double[] parts = new double[(some.length + ROWS - 1) / ROWS];
      torch.overRows(
          scope,
          some.length,
          ROWS,
          (from, to, step) ->
              parts[from / ROWS] = squares(network.network(), some, from, to, step).getFloat());
      return Arrays.stream(parts).sum();
    }

    /** The part of some rows in the mean squared error, each particle by its mass. */
    private NDArray squares(Layer layers, int[] some, int from, int to, NDManager step) {
      NDArray x = before.tensor(settings.before().features().array(), some, from, to, step);
      NDArray y = after.tensor(settings.after().features().array(), some, from, to, step);
      NDArray offsets = layers.forward(x, Pass.use()).sub(y);
      return MeanSquares.part(offsets, settings.before().weights(), particles, some, from);
    }
  }
}
