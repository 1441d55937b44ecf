package org.otium.models.classification;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.otium.api.Cancellation;
import org.otium.api.Classifier;
import org.otium.api.InvalidInputException;
import org.otium.models.layers.Layer;
import org.otium.models.layers.Pass;
import org.otium.models.torch.Adam;
import org.otium.models.torch.KeptTensors;
import org.otium.models.torch.Orders;
import org.otium.models.torch.Parameters;
import org.otium.models.torch.Shards;
import org.otium.models.torch.Tensors;
import org.otium.models.torch.Torch;

/**
 * Minimises the mean cross-entropy Σ_i w_i·CE(y_i, softmax(f(x_i))) of a network f by Adam, in
 * batches that are drawn anew each epoch.
 */
final class Learning {
  private static final System.Logger LOG = System.getLogger("org.otium.models");

  private static final RandomGeneratorFactory<RandomGenerator> GENERATORS =
      RandomGeneratorFactory.of("L64X128MixRandom");

  private final String name;
  private final Torch torch;
  private final Shards<Layer> network;
  private final Parameters parameters;
  private final NetworkSettings settings;
  private final RandomGenerator random;

  Learning(
      String name,
      Torch torch,
      Parameters parameters,
      Shards<Layer> network,
      NetworkSettings settings,
      long seed) {
    this.name = name;
    this.torch = torch;
    this.network = network;
    this.parameters = parameters;
    this.settings = settings;
    this.random = GENERATORS.create(~seed);
  }

  /** What was learned, and how that went. */
  record Learned(KeptTensors tensors, List<Classifier.Epoch> curve) {}

  /**
   * Learns.
   *
   * @param least how often all samples are seen, or more often where that makes too few steps
   */
  Learned run(Batches samples, int least) {
    int[] order = Orders.ascending(samples.size());
    Orders.shuffle(order, random);
    int out = (int) Math.round(settings.heldOut() * order.length);
    int held = order.length < 2 ? 0 : Math.clamp(out, 0, order.length - 1);
    int[] heldOut = Arrays.copyOf(order, held);
    int[] seen = Arrays.copyOfRange(order, held, order.length);
    int batches = batches(seen.length);
    int needed = (settings.fewestSteps() + batches - 1) / batches;
    int epochs = Math.max(least, needed);
    Adam adam =
        new Adam(parameters, Adam.Rates.usual(settings.learningRate(), settings.weightDecay()));
    List<Classifier.Epoch> curve = new ArrayList<>();
    KeptTensors best = KeptTensors.none();
    double highest = -1;
    int waited = 0;
    for (int epoch = 1; epoch <= epochs && waited < settings.patience(); epoch++) {
      Cancellation.check();
      Classifier.Epoch measured = epoch(samples, seen, heldOut, adam, epoch);
      curve.add(measured);
      tell(measured, epoch, epochs);
      if (held > 0) {
        double accuracy = measured.heldOut().orElse(0);
        waited = accuracy > highest || epoch <= needed ? 0 : waited + 1;
        if (accuracy > highest) {
          highest = accuracy;
          best = parameters.keep();
        }
      }
    }
    if (held == 0) {
      // What the last step led to shows in no loss. Where samples are held out each epoch shows it.
      int some = Math.min(seen.length, NeuralClassifier.ROWS);
      requireFinite(logits(samples, Arrays.copyOf(seen, some)), curve.size());
    }
    return new Learned(held > 0 ? best : parameters.keep(), List.copyOf(curve));
  }

  private void requireFinite(float[][] logits, int epoch) {
    for (float[] rows : logits) {
      for (float logit : rows) {
        if (!Float.isFinite(logit)) {
          throw diverged(epoch, "an answer of " + logit);
        }
      }
    }
  }

  private InvalidInputException diverged(int epoch, String sign) {
    return new InvalidInputException(
        name + " diverged in epoch " + epoch + ": " + sign, "Lower learning-rate.");
  }

  /** How many batches of nearly equal sizes there are, so that none is left with a sample alone. */
  private int batches(int samples) {
    return (samples + settings.batch() - 1) / settings.batch();
  }

  private Classifier.Epoch epoch(Batches samples, int[] seen, int[] heldOut, Adam adam, int epoch) {
    Orders.shuffle(seen, random);
    int count = batches(seen.length);
    double loss = 0;
    Tally tally = new Tally();
    for (int b = 0; b < count; b++) {
      int from = (int) ((long) seen.length * b / count);
      int to = (int) ((long) seen.length * (b + 1) / count);
      int size = to - from;
      int shards = network.count(size);
      // Shards draw side by side; one alone draws from what everything else is drawn from.
      long[] seeds = shards == 1 ? new long[0] : random.longs(shards).toArray();
      float[][] logits = new float[shards][];
      double mean =
          network.backward(
              size,
              (layers, shard) -> {
                Batches.Batch batch =
                    samples.batch(seen, from + shard.from(), from + shard.to(), shard.scope());
                Pass pass =
                    Pass.learn(shards == 1 ? random : GENERATORS.create(seeds[shard.number()]));
                NDArray given = layers.forward(batch.features(), pass);
                logits[shard.number()] = given.toFloatArray();
                return crossEntropy(given, batch, size);
              });
      if (!Double.isFinite(mean)) {
        throw diverged(epoch, "a loss of " + mean);
      }
      adam.step(torch);
      loss += mean * size / seen.length;
      int at = from;
      for (float[] shard : logits) {
        at = tally.add(shard, samples, seen, at);
      }
    }
    network.settle();
    OptionalDouble held =
        heldOut.length == 0
            ? OptionalDouble.empty()
            : OptionalDouble.of(accuracy(samples, heldOut, epoch));
    return new Classifier.Epoch(loss, tally.share(), held);
  }

  /** What some samples add to the mean over all of a step. */
  private static NDArray crossEntropy(NDArray logits, Batches.Batch batch, int all) {
    NDArray each = logits.logSoftmax(1).mul(batch.shares()).sum(new int[] {1});
    return each.mul(batch.weights()).sum().mul(Tensors.of(logits.getManager(), -1.0 / all));
  }

  /** What the network says of samples, some rows of them at a time. */
  private float[][] logits(Batches samples, int[] some) {
    float[][] logits =
        new float[(some.length + NeuralClassifier.ROWS - 1) / NeuralClassifier.ROWS][];
    torch.overRows(
        parameters.scope(),
        some.length,
        NeuralClassifier.ROWS,
        (from, to, step) -> {
          NDArray features = samples.batch(some, from, to, step).features();
          logits[from / NeuralClassifier.ROWS] =
              network.network().forward(features, Pass.use()).toFloatArray();
        });
    return logits;
  }

  private double accuracy(Batches samples, int[] some, int epoch) {
    float[][] logits = logits(samples, some);
    requireFinite(logits, epoch);
    Tally tally = new Tally();
    int at = 0;
    for (float[] rows : logits) {
      at = tally.add(rows, samples, some, at);
    }
    return tally.share();
  }

  /** How much of the mass is labelled rightly. */
  private static final class Tally {
    private double right;
    private double total;

    /** Counts samples from a position on; gives the position after them. */
    int add(float[] logits, Batches samples, int[] order, int from) {
      int k = samples.classes();
      int n = logits.length / k;
      for (int b = 0; b < n; b++) {
        int best = 0;
        for (int c = 1; c < k; c++) {
          best = logits[b * k + c] > logits[b * k + best] ? c : best;
        }
        double weight = samples.weight(order[from + b]);
        right += best == samples.classOf(order[from + b]) ? weight : 0;
        total += weight;
      }
      return from + n;
    }

    double share() {
      return right / total;
    }
  }

  private void tell(Classifier.Epoch epoch, int number, int of) {
    if (!LOG.isLoggable(System.Logger.Level.DEBUG)) {
      return;
    }
    String words =
        String.format(
            Locale.ROOT,
            "%s: epoch %d of %d, loss %.4f, %.1f %% right",
            name,
            number,
            of,
            epoch.loss(),
            100 * epoch.accuracy());
    if (epoch.heldOut().isPresent()) {
      double held = 100 * epoch.heldOut().getAsDouble();
      words += String.format(Locale.ROOT, ", %.1f %% of those held out", held);
    }
    LOG.log(System.Logger.Level.DEBUG, words);
  }
}
