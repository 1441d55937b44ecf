package org.otium.solvers.neural;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.otium.api.Compute;
import org.otium.api.DatasetMap;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.api.Weights;
import org.otium.models.TensorDevice;
import org.otium.models.layers.Layer;
import org.otium.models.layers.Pass;
import org.otium.models.torch.KeptTensors;
import org.otium.models.torch.Parameters;
import org.otium.models.torch.Torch;

/**
 * A neural map T(x, y) = (G(x, y), ℓ(G(x, y))) that was learned (GG §4.1). It maps any samples of
 * the source's shape and classes, seen or not, a batch at a time and each by itself; labels are the
 * shares that ℓ gives to the target's classes. Features are brought into the range that those of
 * the target are meant to lie in, where it has one.
 *
 * <p>What was learned is kept outside of PyTorch: it takes no native memory until it is used.
 */
public final class NeuralMap implements DatasetMap {
  private static final int ROWS = 256;
  private final Networks networks;
  private final MapScale scale;
  private final int seenLabels;
  private final int[] sourceClasses;
  private final LabeledDataset target;
  private final int[] targetClasses;
  private final KeptTensors map;
  private final KeptTensors classifier;
  private final List<MapProgress> curve;
  private final TensorDevice device;
  private final Compute compute;

  NeuralMap(MapProblem problem, NeuralMapSettings settings, MapTraining learned, Compute compute) {
    this.networks = problem.networks();
    this.scale = problem.scale();
    this.seenLabels = problem.seenLabels(settings);
    this.sourceClasses = problem.from().classIds();
    LabeledDataset to = problem.to();
    // For its names and shape: the samples themselves need not stay in memory.
    this.target = to.withWeights(Weights.uniform(to.size())).select(new int[] {0});
    this.targetClasses = problem.to().classIds();
    this.map = learned.mean();
    this.classifier = learned.classifier();
    this.curve = learned.curve();
    this.device = settings.device();
    this.compute = compute;
  }

  /**
   * How learning went.
   *
   * @return an entry an iteration
   */
  public List<MapProgress> curve() {
    return curve;
  }

  @Override
  public LabeledDataset apply(LabeledDataset samples) {
    require(samples);
    int n = samples.size();
    int d = samples.dimension();
    int classes = targetClasses.length;
    float[] features = new float[Math.multiplyExact(n, d)];
    float[] shares = new float[Math.multiplyExact(n, classes)];
    MapSamples given = new MapSamples(samples, scale, sourceClasses);
    Torch torch = Torch.start(device, compute);
    try (NDManager scope = torch.scope()) {
      Parameters numbers = new Parameters(scope, 0, map);
      Networks.FeatureMap g = networks.map(numbers, seenLabels);
      Layer l = networks.classifier(new Parameters(scope, 0, classifier), classes);
      torch.overRows(
          scope,
          n,
          ROWS,
          (from, to, step) -> {
            int[] rows = IntStream.range(from, to).toArray();
            NDArray x = given.features(rows, step);
            NDArray image = g.forward(x, seenLabels > 0 ? given.labels(rows, step) : x);
            scale.restore(image, target.shape(), features, from * d);
            float[] some = l.forward(image, Pass.use()).softmax(1).toFloatArray();
            System.arraycopy(some, 0, shares, from * classes, some.length);
          });
    }
    Matrix images = Matrix.wrap(n, d, features);
    long bad = images.firstNonFinite();
    if (bad >= 0) {
      throw new InvalidInputException(
          "neural-map has no finite image of sample " + bad / d + " of '" + samples.name() + "'",
          "The sample is too far from those that were learned from, or learning diverged in its last"
              + " step: lower map-rate.");
    }
    return LabeledDataset.of(
            samples.name() + " to " + target.name(),
            images,
            Labels.soft(targetClasses, Matrix.wrap(n, classes, shares)))
        .withWeights(samples.weights())
        .withClassNames(target.classNames())
        .withShape(target.shape());
  }

  private void require(LabeledDataset samples) {
    if (samples.dimension() != target.dimension()) {
      throw new InvalidInputException(
          "'"
              + samples.name()
              + "' has "
              + samples.dimension()
              + " features but the map was learned from samples of "
              + target.dimension(),
          "Map samples of the same feature space.");
    }
    MapProblem.requireFinite(samples);
    for (int i = 0; seenLabels > 0 && i < samples.size(); i++) {
      int classId = samples.labels().classOf(i);
      if (Arrays.binarySearch(sourceClasses, classId) < 0) {
        throw MapSamples.unknown(samples, classId);
      }
    }
  }
}
