package org.otium.models.classification;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.otium.api.Classifier;
import org.otium.api.Compute;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.api.NamedArrays;
import org.otium.models.layers.FeatureScale;
import org.otium.models.layers.Layer;
import org.otium.models.layers.Pass;
import org.otium.models.torch.KeptTensors;
import org.otium.models.torch.Orders;
import org.otium.models.torch.Parameters;
import org.otium.models.torch.Shards;
import org.otium.models.torch.Torch;

/**
 * A classifier that is a neural network. It learns by Adam from labels that may be soft and samples
 * that may weigh differently, after each channel was brought to mean 0 and variance 1. Fine-tuning
 * on other classes replaces the last layer ({@link Head}); all layers go on learning. On the
 * processor the same seed gives the same bytes on any number of threads: a step is cut into {@link
 * Shards} of about 32 samples, of which batch normalisation sees one at a time.
 *
 * <p>What was learned is kept outside of PyTorch: it takes no native memory until it is used.
 */
public final class NeuralClassifier implements Classifier {
  /** Samples that are labelled at once. */
  static final int ROWS = 256;

  private static final String NETWORK = "network/";

  /** Before the id of a class: its name, a code point a number. */
  private static final String NAME = "name/";

  private final String name;
  private final Architecture architecture;
  private final NetworkSettings settings;
  private final Compute compute;

  private NeuralClassifier(
      String name, Architecture architecture, NetworkSettings settings, Compute compute) {
    Torch.check(settings.device());
    this.name = name;
    this.architecture = architecture;
    this.settings = settings;
    this.compute = compute;
  }

  /**
   * One linear layer.
   *
   * @param settings how to train
   * @param compute threads
   * @return the classifier
   */
  public static NeuralClassifier linear(NetworkSettings settings, Compute compute) {
    return new NeuralClassifier("linear", Architectures::linear, settings, compute);
  }

  /**
   * Linear layers with ReLU between them.
   *
   * @param settings its layers and how to train
   * @param compute threads
   * @return the classifier
   */
  public static NeuralClassifier mlp(MlpSettings settings, Compute compute) {
    return new NeuralClassifier(
        "mlp",
        (p, shape, classes) -> Architectures.perceptron(settings.hidden(), p, shape, classes),
        settings.training(),
        compute);
  }

  /**
   * LeNet-5 with ReLU, for images.
   *
   * @param settings how to train
   * @param compute threads
   * @return the classifier
   */
  public static NeuralClassifier leNet5(NetworkSettings settings, Compute compute) {
    return new NeuralClassifier("lenet5", Architectures::leNet5, settings, compute);
  }

  /**
   * VGG-5 with spinal linear layers, for images.
   *
   * @param settings its width and how to train
   * @param compute threads
   * @return the classifier
   */
  public static NeuralClassifier spinalNet(WidthSettings settings, Compute compute) {
    return new NeuralClassifier(
        "spinal-net",
        (p, shape, classes) -> Architectures.spinalNet(settings.width(), p, shape, classes),
        settings.training(),
        compute);
  }

  /**
   * ResNet-18, for images.
   *
   * @param settings its width and how to train
   * @param compute threads
   * @return the classifier
   */
  public static NeuralClassifier resNet18(WidthSettings settings, Compute compute) {
    return new NeuralClassifier(
        "resnet18",
        (p, shape, classes) -> Architectures.resNet18(settings.width(), p, shape, classes),
        settings.training(),
        compute);
  }

  @Override
  public Trained fit(LabeledDataset training, long seed) {
    FeatureScale.requireFinite(training.features());
    LabeledDataset heavy = withMass(training);
    return learn(heavy, FeatureScale.of(heavy), KeptTensors.none(), settings.epochs(), seed);
  }

  @Override
  public Trained restore(NamedArrays state) {
    FeatureScale scale = FeatureScale.of(state);
    int[] ids =
        Arrays.stream(state.get("classes").orElseThrow(() -> foreign("classes")))
            .mapToInt(id -> (int) id)
            .toArray();
    KeptTensors tensors = KeptTensors.of(state.under(NETWORK));
    if (ids.length == 0 || tensors.isEmpty()) {
      throw foreign(NETWORK);
    }
    Network network = new Network(ids, names(ids, state), scale, tensors, List.of());
    int d = scale.shape().dimension();
    network.predict(Matrix.wrap(1, d, new float[d]));
    return network;
  }

  private static SortedMap<Integer, String> names(int[] ids, NamedArrays state) {
    SortedMap<Integer, String> names = new TreeMap<>();
    for (int id : ids) {
      state
          .get(NAME + id)
          .map(points -> Arrays.stream(points).mapToInt(p -> (int) p).toArray())
          .filter(points -> Arrays.stream(points).allMatch(Character::isValidCodePoint))
          .ifPresent(points -> names.put(id, new String(points, 0, points.length)));
    }
    return names;
  }

  private static InvalidInputException foreign(String name) {
    return new InvalidInputException(
        "the arrays '" + name + "' of a network are missing or do not fit",
        "Give what a network of the same kind and settings has kept.");
  }

  private static LabeledDataset withMass(LabeledDataset samples) {
    int[] heavy =
        IntStream.range(0, samples.size()).filter(i -> samples.weights().get(i) > 0).toArray();
    return heavy.length == samples.size() ? samples : samples.select(heavy);
  }

  private NeuralClassifier forFineTuning() {
    return new NeuralClassifier(name, architecture, settings.forFineTuning(), compute);
  }

  private Network learn(
      LabeledDataset samples, FeatureScale scale, KeptTensors start, int epochs, long seed) {
    int[] ids = samples.classIds();
    Torch torch = Torch.start(settings.device(), compute);
    try (NDManager scope = torch.scope()) {
      Parameters parameters = new Parameters(scope, seed, start);
      Shards<Layer> network =
          torch.shards(
              parameters,
              Shards.ROWS,
              numbers -> architecture.build(numbers, scale.shape(), ids.length));
      Learning.Learned learned =
          new Learning(name, torch, parameters, network, settings, seed)
              .run(new Batches(samples, scale, ids), epochs);
      return new Network(ids, samples.classNames(), scale, learned.tensors(), learned.curve());
    }
  }

  /** What was learned. */
  private final class Network implements Trained {
    private final int[] classIds;
    private final SortedMap<Integer, String> classNames;
    private final FeatureScale scale;
    private final KeptTensors tensors;
    private final List<Epoch> curve;

    Network(
        int[] classIds,
        SortedMap<Integer, String> classNames,
        FeatureScale scale,
        KeptTensors tensors,
        List<Epoch> curve) {
      this.classIds = classIds;
      this.classNames = classNames;
      this.scale = scale;
      this.tensors = tensors;
      this.curve = curve;
    }

    @Override
    public Labels predict(Matrix features) {
      requireLike(features);
      Torch torch = Torch.start(settings.device(), compute);
      int n = features.rows();
      float[] shares = new float[Math.multiplyExact(n, classIds.length)];
      int[] order = Orders.ascending(n);
      try (NDManager scope = torch.scope()) {
        Parameters parameters = new Parameters(scope, 0, tensors);
        Layer network = architecture.build(parameters, scale.shape(), classIds.length);
        torch.overRows(
            scope,
            n,
            ROWS,
            (from, to, step) -> {
              NDArray rows = scale.tensor(features.array(), order, from, to, step);
              softmax(
                  network.forward(rows, Pass.use()).toFloatArray(), shares, from * classIds.length);
            });
      }
      return Labels.soft(classIds, Matrix.wrap(n, classIds.length, shares));
    }

    private void softmax(float[] logits, float[] shares, int at) {
      int k = classIds.length;
      for (int row = 0; row < logits.length; row += k) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < k; c++) {
          largest = Math.max(largest, logits[row + c]);
        }
        double sum = 0;
        for (int c = 0; c < k; c++) {
          sum += Math.exp(logits[row + c] - largest);
        }
        if (!Double.isFinite(sum)) {
          throw new InvalidInputException(
              name + " has no finite answer to sample " + (at + row) / k,
              "Its features are too far from those that were learned from, or learning diverged:"
                  + " lower learning-rate.");
        }
        for (int c = 0; c < k; c++) {
          shares[at + row + c] = (float) (Math.exp(logits[row + c] - largest) / sum);
        }
      }
    }

    private void requireLike(Matrix features) {
      int d = scale.shape().dimension();
      if (features.columns() != d) {
        throw new InvalidInputException(
            "samples of " + features.columns() + " features, where " + d + " were learned from",
            "Bring them to one shape first.");
      }
      FeatureScale.requireFinite(features);
    }

    @Override
    public Trained fineTune(LabeledDataset samples, long seed) {
      requireLike(samples.features());
      KeptTensors start =
          keepsHead(samples)
              ? tensors
              : tensors.without(layer -> layer.startsWith(Architecture.HEAD + "/"));
      return forFineTuning()
          .learn(withMass(samples), scale, start, settings.fineTuneEpochs(), seed);
    }

    private boolean keepsHead(LabeledDataset samples) {
      boolean sameIds = Arrays.equals(samples.classIds(), classIds);
      return switch (settings.head()) {
        case NEW -> false;
        case KEPT -> sameIds;
        case AUTO -> sameIds && !hasOtherNames(samples.classNames());
      };
    }

    /** A class without a name may be any of that id. */
    private boolean hasOtherNames(SortedMap<Integer, String> others) {
      return others.entrySet().stream()
          .anyMatch(
              other ->
                  !classNames
                      .getOrDefault(other.getKey(), other.getValue())
                      .equals(other.getValue()));
    }

    @Override
    public List<Epoch> curve() {
      return curve;
    }

    @Override
    public Optional<NamedArrays> state() {
      NamedArrays names = NamedArrays.empty();
      for (Map.Entry<Integer, String> name : classNames.entrySet()) {
        double[] points = name.getValue().codePoints().asDoubleStream().toArray();
        names = names.with(NAME + name.getKey(), points);
      }
      return Optional.of(
          names
              .with("classes", Arrays.stream(classIds).asDoubleStream().toArray())
              .withAll("", scale.state())
              .withAll(NETWORK, tensors.toArrays()));
    }
  }
}
