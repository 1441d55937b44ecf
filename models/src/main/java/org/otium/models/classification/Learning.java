package org.otium.models.classification;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
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
import org.otium.models.torch.Autograd;
import org.otium.models.torch.KeptTensors;
import org.otium.models.torch.Orders;
import org.otium.models.torch.Parameters;

/**
 * Minimises the mean cross-entropy Σ_i w_i·CE(y_i, softmax(f(x_i))) of a network f by Adam, in
 * batches that are drawn anew each epoch.
 */
final class Learning {
  private static final System.Logger LOG = System.getLogger("org.otium.models");

  private final String name;
  private final Layer network;
  private final Parameters parameters;
  private final NetworkSettings settings;
  private final RandomGenerator random;

  Learning(String name, Layer network, Parameters parameters, NetworkSettings settings, long seed) {
    this.name = name;
    this.network = network;
    this.parameters = parameters;
    this.settings = settings;
    this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(~seed);
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
    return new Learned(held > 0 ? best : parameters.keep(), List.copyOf(curve));
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
      try (NDManager step = parameters.scope().newSubManager()) {
        Batches.Batch batch = samples.batch(seen, from, to, step);
        NDArray[] logits = new NDArray[1];
        double mean =
            Autograd.backward(
                () -> {
                  logits[0] = network.forward(batch.features(), Pass.learn(random));
                  return crossEntropy(logits[0], batch);
                });
        if (!Double.isFinite(mean)) {
          throw new InvalidInputException(
              name + " diverged in epoch " + epoch + ": a loss of " + mean, "Lower learning-rate.");
        }
        adam.step();
        loss += mean * (to - from) / seen.length;
        tally.add(logits[0], samples, seen, from, to);
      }
    }
    OptionalDouble held =
        heldOut.length == 0
            ? OptionalDouble.empty()
            : OptionalDouble.of(accuracy(samples, heldOut));
    return new Classifier.Epoch(loss, tally.share(), held);
  }

  private static NDArray crossEntropy(NDArray logits, Batches.Batch batch) {
    NDArray each = logits.logSoftmax(1).mul(batch.shares()).sum(new int[] {1});
    return each.mul(batch.weights()).mean().neg();
  }

  private double accuracy(Batches samples, int[] some) {
    Tally tally = new Tally();
    Autograd.withoutDerivatives(
        () -> {
          for (int from = 0; from < some.length; from += NeuralClassifier.ROWS) {
            int to = Math.min(some.length, from + NeuralClassifier.ROWS);
            try (NDManager step = parameters.scope().newSubManager()) {
              NDArray features = samples.batch(some, from, to, step).features();
              tally.add(network.forward(features, Pass.use()), samples, some, from, to);
            }
          }
          return tally;
        });
    return tally.share();
  }

  /** How much of the mass is labelled rightly. */
  private static final class Tally {
    private double right;
    private double total;

    void add(NDArray logits, Batches samples, int[] order, int from, int to) {
      float[] values = logits.toFloatArray();
      int k = values.length / (to - from);
      for (int b = 0; b < to - from; b++) {
        int best = 0;
        for (int c = 1; c < k; c++) {
          best = values[b * k + c] > values[b * k + best] ? c : best;
        }
        double weight = samples.weight(order[from + b]);
        right += best == samples.classOf(order[from + b]) ? weight : 0;
        total += weight;
      }
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
