package org.otium.models.maps;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
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
import org.otium.models.layers.Pass;
import org.otium.models.torch.Adam;
import org.otium.models.torch.Autograd;
import org.otium.models.torch.KeptTensors;
import org.otium.models.torch.Orders;
import org.otium.models.torch.Parameters;
import org.otium.models.torch.Torch;

/**
 * The map h: x₀ ↦ x_T that a flow makes, learned from its particles and applied to samples that did
 * not flow (DD §7.2, app. C and D.3): a network of the autoencoder type that minimises the mean
 * squared error, the best of several restarts by the error on particles held out. Labels change as
 * those of the particles did, each class to the one that most of its mass went to.
 */
public final class FlowMap implements DatasetTransform {
  private static final System.Logger LOG = System.getLogger("org.otium.models");
  private static final int ROWS = 256;

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
    int n = samples.size();
    float[] moved = new float[samples.features().array().length];
    int[] order = Orders.ascending(n);
    Torch torch = Torch.start(settings.device(), compute);
    try (NDManager scope = torch.scope()) {
      Parameters parameters = new Parameters(scope, 0, map.tensors());
      Layer network = Hourglass.build(parameters, map.before().shape());
      torch.useOneThread();
      Autograd.withoutDerivatives(
          () -> {
            for (int from = 0; from < n; from += ROWS) {
              int to = Math.min(n, from + ROWS);
              try (NDManager step = scope.newSubManager()) {
                NDArray x = map.before().tensor(samples.features().array(), order, from, to, step);
                map.after()
                    .restore(network.forward(x, Pass.use()), moved, from * samples.dimension());
              }
            }
            return n;
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
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    int[] order = Orders.ascending(settings.before().size());
    Orders.shuffle(order, random);
    int held = Math.clamp(Math.round(settings.heldOut() * order.length), 1, order.length - 2);
    int[] heldOut = Arrays.copyOf(order, held);
    int[] seen = Arrays.copyOfRange(order, held, order.length);
    Optional<Learned> best = Optional.empty();
    Torch torch = Torch.start(settings.device(), compute);
    for (int restart = 0; restart < settings.restarts(); restart++) {
      try (NDManager scope = torch.scope()) {
        Parameters parameters = new Parameters(scope, random.nextLong());
        Layer network = Hourglass.build(parameters, before.shape());
        torch.useOneThread();
        Adam adam = new Adam(parameters, Adam.Rates.usual(settings.learningRate(), 0));
        for (int epoch = 0; epoch < settings.epochs(); epoch++) {
          Orders.shuffle(seen, random);
          Cancellation.check();
          double loss = pass(network, Optional.of(adam), random, before, after, seen, scope);
          LOG.log(
              System.Logger.Level.DEBUG,
              String.format(
                  Locale.ROOT,
                  "flow-map: start %d of %d, epoch %d of %d, loss %.4g",
                  restart + 1,
                  settings.restarts(),
                  epoch + 1,
                  settings.epochs(),
                  loss));
        }
        double error = pass(network, Optional.empty(), random, before, after, heldOut, scope);
        LOG.log(
            System.Logger.Level.DEBUG,
            String.format(
                Locale.ROOT,
                "flow-map: start %d of %d, error %.4g",
                restart + 1,
                settings.restarts(),
                error));
        if (Double.isFinite(error) && best.stream().allMatch(b -> error < b.error())) {
          best = Optional.of(new Learned(seed, parameters.keep(), before, after, error));
        }
      }
    }
    return best.orElseThrow(
        () ->
            new InvalidInputException(
                "the map diverged in all of its restarts", "Lower learning-rate."));
  }

  /** Sees all samples once, learning if there is what learns; gives the mean squared error. */
  private double pass(
      Layer network,
      Optional<Adam> adam,
      RandomGenerator random,
      FeatureScale before,
      FeatureScale after,
      int[] order,
      NDManager scope) {
    float[] x0 = settings.before().features().array();
    float[] xT = settings.after().features().array();
    int count = (order.length + settings.batch() - 1) / settings.batch();
    double error = 0;
    for (int b = 0; b < count; b++) {
      int from = (int) ((long) order.length * b / count);
      int to = (int) ((long) order.length * (b + 1) / count);
      try (NDManager step = scope.newSubManager()) {
        NDArray x = before.tensor(x0, order, from, to, step);
        NDArray y = after.tensor(xT, order, from, to, step);
        double mean;
        if (adam.isPresent()) {
          mean = Autograd.backward(() -> distance(network.forward(x, Pass.learn(random)), y));
          adam.get().step();
        } else {
          mean =
              Autograd.withoutDerivatives(
                  () -> (double) distance(network.forward(x, Pass.use()), y).getFloat());
        }
        error += mean * (to - from) / order.length;
      }
    }
    return error;
  }

  private static NDArray distance(NDArray x, NDArray y) {
    NDArray offset = x.sub(y);
    return offset.mul(offset).mean();
  }
}
