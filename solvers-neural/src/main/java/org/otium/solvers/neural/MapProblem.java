package org.otium.solvers.neural;

import java.util.Arrays;
import java.util.List;
import org.otium.api.ClassConditional;
import org.otium.api.FeatureShape;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.numerics.StepSeed;

/**
 * A pair of datasets between which a map is learned.
 *
 * @param from Q, ordered by content
 * @param to P, ordered by content
 * @param networks which networks
 * @param scale the units that networks see
 * @param labelCosts M over all classes of either dataset, in units of the target's variance
 */
@SuppressWarnings("ArrayRecordComponent") // made once, never compared
record MapProblem(
    LabeledDataset from,
    LabeledDataset to,
    Networks networks,
    MapScale scale,
    float[][] labelCosts) {
  private static final int SMALLEST_IMAGE = 8;
  private static final int VECTOR_WIDTH = 128;
  private static final int IMAGE_WIDTH = 16;
  private static final double IMAGE_SMOOTHNESS = 1;

  static MapProblem of(LabeledDataset from, LabeledDataset to, NeuralMapSettings settings) {
    if (from.dimension() != to.dimension()) {
      throw new InvalidInputException(
          "a map from samples of "
              + from.shape().describe()
              + " to samples of "
              + to.shape().describe(),
          "Bring them to one shape first, for instance with resize.");
    }
    requireFinite(from);
    requireFinite(to);
    LabeledDataset source = MapSamples.ordered(from);
    LabeledDataset target = MapSamples.ordered(to);
    boolean isImage = isImage(from.shape(), to.shape(), settings.networks());
    FeatureShape shape = isImage ? to.shape() : FeatureShape.vector(to.dimension());
    int width = settings.width().orElse(isImage ? IMAGE_WIDTH : VECTOR_WIDTH);
    MapScale scale = MapScale.of(target, shape);
    return new MapProblem(
        source,
        target,
        new Networks(shape, scale, isImage, width),
        scale,
        labelCosts(source, target, settings, scale));
  }

  static void requireFinite(LabeledDataset samples) {
    long bad = samples.features().firstNonFinite();
    if (bad >= 0) {
      int d = samples.dimension();
      throw new InvalidInputException(
          "feature "
              + bad % d
              + " of sample "
              + bad / d
              + " of '"
              + samples.name()
              + "' is not finite",
          "Remove or repair the samples that are not finite.");
    }
  }

  private static boolean isImage(FeatureShape from, FeatureShape to, MapNetworks wanted) {
    boolean can =
        from.height() == to.height()
            && from.width() == to.width()
            && Math.min(to.height(), to.width()) >= SMALLEST_IMAGE;
    if (wanted == MapNetworks.UNET && !can) {
      throw new InvalidInputException(
          "networks for images on samples of " + from.describe() + " and " + to.describe(),
          "They need images of one size, 8×8 or more; leave out 'networks' or set it to mlp.");
    }
    return can && wanted != MapNetworks.MLP;
  }

  private static float[][] labelCosts(
      LabeledDataset from, LabeledDataset to, NeuralMapSettings settings, MapScale scale) {
    List<ClassConditional> rows = from.classConditionals();
    List<ClassConditional> columns = to.classConditionals();
    double[][] squared = settings.labelDistance().between(rows, columns).squared();
    float[][] costs = new float[from.classIds().length][to.classIds().length];
    double largest = Arrays.stream(squared).flatMapToDouble(Arrays::stream).max().orElse(0);
    for (int r = 0; r < rows.size(); r++) {
      float[] row = costs[Arrays.binarySearch(from.classIds(), rows.get(r).classId())];
      // A class that the target only names is nowhere: nothing shall go there.
      Arrays.fill(row, (float) (largest / (scale.spread() * scale.spread())));
      for (int c = 0; c < columns.size(); c++) {
        row[Arrays.binarySearch(to.classIds(), columns.get(c).classId())] =
            (float) (squared[r][c] / (scale.spread() * scale.spread()));
      }
    }
    return costs;
  }

  /** The mean square of the source's features, in units of the target's variance. */
  double size() {
    float[] values = from.features().array();
    double[] mean = scale.mean();
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      double offset = (values[i] - mean[i % mean.length]) / scale.spread();
      sum += offset * offset;
    }
    return sum / values.length;
  }

  /** How many numbers of a label the map sees. */
  int seenLabels(NeuralMapSettings settings) {
    return settings.seesLabels() ? from.classIds().length : 0;
  }

  /** What the potential's mean squared slope is multiplied by. */
  double smoothness(NeuralMapSettings settings) {
    return settings.smoothness().orElse(networks.isImage() ? IMAGE_SMOOTHNESS : 0.0);
  }

  /** A number for everything that decides how learning goes, but for how long it goes. */
  long fingerprint(NeuralMapSettings settings, long seed) {
    long key = StepSeed.of(MapSamples.fingerprint(from), MapSamples.fingerprint(to));
    for (float[] row : labelCosts) {
      key = StepSeed.of(key, Arrays.hashCode(row));
    }
    double[] numbers = {
      settings.featureWeight(),
      settings.labelWeight(),
      networks.isImage() ? 1 : 0,
      networks.width(),
      settings.seesLabels() ? 1 : 0,
      smoothness(settings),
      settings.innerIterations(),
      settings.batch(),
      settings.mapRate(),
      settings.potentialRate(),
      settings.identityIterations(),
      settings.classifierIterations(),
      settings.classifierRate(),
      settings.averaging(),
      from.labels().hashCode(),
      to.labels().hashCode(),
      from.weights().hashCode(),
      to.weights().hashCode()
    };
    for (double number : numbers) {
      key = StepSeed.of(key, Double.doubleToLongBits(number));
    }
    return StepSeed.of(key, seed);
  }
}
