package org.otium.models.encoding;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.otium.api.Cancellation;
import org.otium.api.Compute;
import org.otium.api.Encoder;
import org.otium.api.FeatureShape;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Matrix;
import org.otium.api.NamedArrays;
import org.otium.models.layers.FeatureScale;
import org.otium.models.layers.Hourglass;
import org.otium.models.layers.Layer;
import org.otium.models.layers.MeanSquares;
import org.otium.models.layers.Pass;
import org.otium.models.torch.Adam;
import org.otium.models.torch.Autograd;
import org.otium.models.torch.KeptTensors;
import org.otium.models.torch.Orders;
import org.otium.models.torch.Parameters;
import org.otium.models.torch.Shards;
import org.otium.models.torch.Tensors;
import org.otium.models.torch.Torch;

/**
 * Embeds samples by the first half of a network that learns to give back what it gets, through few
 * features in its middle; the second half is the way back. It minimises Σ_i w_i·|d(e(x_i)) − x_i|²
 * by Adam, after each channel was brought to mean 0 and variance 1.
 *
 * <p>What was learned is kept outside of PyTorch: it takes no native memory until it is used.
 */
public final class Autoencoder implements Encoder {
  private static final System.Logger LOG = System.getLogger("org.otium.models");
  private static final int ROWS = 256;
  private static final String NETWORK = "network/";

  private final AutoencoderSettings settings;
  private final Compute compute;

  /**
   * Makes the encoder.
   *
   * @param settings its layers and how to learn
   * @param compute threads
   */
  public Autoencoder(AutoencoderSettings settings, Compute compute) {
    Torch.check(settings.device());
    this.settings = settings;
    this.compute = compute;
  }

  /** Both halves of the network. */
  private record Halves(Layer there, Layer back) {}

  private Halves build(Parameters parameters, FeatureShape shape) {
    List<Integer> widths = new ArrayList<>(settings.hidden());
    widths.add(settings.latentSize());
    boolean convolutions = settings.convolves(shape);
    return new Halves(
        Hourglass.narrowing(parameters, shape, convolutions, widths),
        Hourglass.widening(parameters, shape, convolutions, widths));
  }

  @Override
  public Embedding fit(LabeledDataset samples, long seed) {
    FeatureScale scale = FeatureScale.of(samples);
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(~seed);
    int[] seen =
        IntStream.range(0, samples.size()).filter(i -> samples.weights().get(i) > 0).toArray();
    int count = (seen.length + settings.batch() - 1) / settings.batch();
    int epochs = Math.max(settings.epochs(), (settings.fewestSteps() + count - 1) / count);
    Torch torch = Torch.start(settings.device(), compute);
    try (NDManager scope = torch.scope()) {
      Parameters parameters = new Parameters(scope, seed);
      Shards<Halves> network =
          torch.shards(parameters, Shards.ROWS, numbers -> build(numbers, scale.shape()));
      Adam adam = new Adam(parameters, Adam.Rates.usual(settings.learningRate(), 0));
      for (int epoch = 1; epoch <= epochs; epoch++) {
        Cancellation.check();
        Orders.shuffle(seen, random);
        double loss = 0;
        for (int b = 0; b < count; b++) {
          int from = (int) ((long) seen.length * b / count);
          int to = (int) ((long) seen.length * (b + 1) / count);
          int[] some = Arrays.copyOfRange(seen, from, to);
          double mean =
              network.backward(
                  some.length,
                  (halves, shard) -> squares(halves, samples, scale, some, shard, seen.length));
          adam.step(torch);
          loss += mean * some.length / seen.length;
        }
        if (!Double.isFinite(loss)) {
          throw diverged(epoch);
        }
        LOG.log(
            System.Logger.Level.DEBUG,
            String.format(
                Locale.ROOT, "autoencoder: epoch %d of %d, loss %.4g", epoch, epochs, loss));
      }
      // What the last step led to shows in no loss.
      int[] some = Arrays.copyOf(seen, Math.min(seen.length, ROWS));
      double[] last = new double[1];
      torch.overRows(
          scope,
          some.length,
          some.length,
          (from, to, step) -> {
            Shards.Shard all = new Shards.Shard(0, from, to, step);
            last[0] = squares(network.network(), samples, scale, some, all, seen.length).getFloat();
          });
      if (!Double.isFinite(last[0])) {
        throw diverged(epochs);
      }
      return new Learned(scale, parameters.keep());
    }
  }

  private static InvalidInputException diverged(int epoch) {
    return new InvalidInputException(
        "the autoencoder diverged in epoch " + epoch, "Lower learning-rate.");
  }

  /** What a shard adds to the mean squared error of a step, each sample by its mass. */
  private static NDArray squares(
      Halves network,
      LabeledDataset samples,
      FeatureScale scale,
      int[] some,
      Shards.Shard shard,
      int all) {
    NDArray x =
        scale.tensor(samples.features().array(), some, shard.from(), shard.to(), shard.scope());
    NDArray offsets =
        network.back().forward(network.there().forward(x, Pass.use()), Pass.use()).sub(x);
    return MeanSquares.part(offsets, samples.weights(), all, some, shard.from());
  }

  @Override
  public Embedding restore(NamedArrays state) {
    FeatureScale scale = FeatureScale.of(state);
    KeptTensors tensors = KeptTensors.of(state.under(NETWORK));
    if (tensors.isEmpty()) {
      throw new InvalidInputException(
          "the numbers of an autoencoder are missing",
          "Give what an autoencoder of the same settings has kept.");
    }
    Learned learned = new Learned(scale, tensors);
    int d = scale.shape().dimension();
    learned.encoded(Matrix.wrap(1, d, new float[d]));
    return learned;
  }

  private static void requireColumns(Matrix features, int wanted) {
    if (features.columns() != wanted) {
      throw new InvalidInputException(
          "samples of " + features.columns() + " features, where " + wanted + " are expected",
          "Bring them to one shape first.");
    }
    FeatureScale.requireFinite(features);
  }

  /** What is done with some rows, in a scope that is closed afterwards. */
  @FunctionalInterface
  private interface OnSamples {
    void run(Halves network, int from, int to, NDManager step);
  }

  /** The learned network, as numbers. */
  private final class Learned implements Embedding {
    private final FeatureScale scale;
    private final KeptTensors tensors;

    Learned(FeatureScale scale, KeptTensors tensors) {
      this.scale = scale;
      this.tensors = tensors;
    }

    private void use(int n, OnSamples body) {
      Torch torch = Torch.start(settings.device(), compute);
      try (NDManager scope = torch.scope()) {
        Halves network = build(new Parameters(scope, 0, tensors), scale.shape());
        torch.overRows(scope, n, ROWS, (from, to, step) -> body.run(network, from, to, step));
      }
    }

    private Matrix encoded(Matrix features) {
      requireColumns(features, scale.shape().dimension());
      int n = features.rows();
      int k = settings.latentSize();
      int[] order = Orders.ascending(n);
      float[] embedded = new float[Math.multiplyExact(n, k)];
      use(
          n,
          (network, from, to, step) -> {
            NDArray x = scale.tensor(features.array(), order, from, to, step);
            float[] rows = network.there().forward(x, Pass.use()).toFloatArray();
            System.arraycopy(rows, 0, embedded, from * k, rows.length);
          });
      return Matrix.wrap(n, k, embedded);
    }

    @Override
    public LabeledDataset encode(LabeledDataset samples) {
      return samples
          .withFeatures(encoded(samples.features()))
          .withShape(FeatureShape.vector(settings.latentSize()));
    }

    @Override
    public Optional<LabeledDataset> decode(LabeledDataset embedded) {
      int k = settings.latentSize();
      requireColumns(embedded.features(), k);
      int n = embedded.size();
      int d = scale.shape().dimension();
      float[] decoded = new float[Math.multiplyExact(n, d)];
      use(
          n,
          (network, from, to, step) -> {
            float[] rows = Arrays.copyOfRange(embedded.features().array(), from * k, to * k);
            NDArray z = Tensors.of(step, rows, new Shape(to - from, k));
            scale.restore(network.back().forward(z, Pass.use()), decoded, from * d);
          });
      return Optional.of(
          embedded.withFeatures(Matrix.wrap(n, d, decoded)).withShape(scale.shape()));
    }

    @Override
    public Optional<Matrix> pullback(Matrix features, Matrix gradient) {
      int d = scale.shape().dimension();
      int k = settings.latentSize();
      requireColumns(features, d);
      requireColumns(gradient, k);
      int n = features.rows();
      if (gradient.rows() != n) {
        throw new InvalidInputException(
            gradient.rows() + " gradients of " + n + " samples", "Give one a sample.");
      }
      int[] order = Orders.ascending(n);
      float[] pulled = new float[Math.multiplyExact(n, d)];
      use(
          n,
          (network, from, to, step) -> {
            NDArray x = scale.tensor(features.array(), order, from, to, step);
            x.setRequiresGradient(true);
            float[] rows = Arrays.copyOfRange(gradient.array(), from * k, to * k);
            NDArray g = Tensors.of(step, rows, new Shape(to - from, k));
            Autograd.backward(() -> network.there().forward(x, Pass.use()).mul(g).sum());
            scale.pullBack(x.getGradient(), pulled, from * d);
          });
      return Optional.of(Matrix.wrap(n, d, pulled));
    }

    @Override
    public Optional<NamedArrays> state() {
      return Optional.of(scale.state().withAll(NETWORK, tensors.toArrays()));
    }
  }
}
