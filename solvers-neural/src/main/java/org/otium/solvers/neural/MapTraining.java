package org.otium.solvers.neural;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.otium.api.InvalidInputException;
import org.otium.api.NamedArrays;
import org.otium.models.layers.Layer;
import org.otium.models.layers.Pass;
import org.otium.models.torch.Adam;
import org.otium.models.torch.Autograd;
import org.otium.models.torch.KeptTensors;
import org.otium.models.torch.Parameters;
import org.otium.numerics.StepSeed;

/**
 * Learns sup_f inf_G E_Q[φ‖x − G(z)‖² + λ·yᵀMℓ(G(z)) − f(G(z))] + E_P[f(x')] (GG app. B) by Adam:
 * several steps of G, one of f, and so on. ℓ learns the target before and is fixed then.
 *
 * <p>What is drawn in an iteration depends on the seed and its number alone, so that learning which
 * goes on from a checkpoint is the same as learning that was never interrupted.
 */
final class MapTraining {
  private static final RandomGeneratorFactory<RandomGenerator> GENERATORS =
      RandomGeneratorFactory.of("L64X128MixRandom");
  private static final double BETA1 = 0.5;
  private static final double BETA2 = 0.999;

  private static final double IDENTITY_RATE = 1e-3;

  /** What the curve is called in checkpoints, and how many numbers each of its entries has. */
  private static final String CURVE = "progress";

  private static final int COLUMNS = 5;

  /** Images whose squares are so many times those of the samples are no images any more. */
  private static final double FAR = 1e4;

  private final MapProblem problem;
  private final NeuralMapSettings settings;
  private final long seed;
  private final NDManager scope;
  private final MapSamples source;
  private final MapSamples target;
  private final int seenLabels;
  private final Parameters mapNumbers;
  private final Parameters meanNumbers;
  private final Parameters potentialNumbers;
  private final Parameters classifierNumbers;
  private final Networks.FeatureMap map;
  private final Layer potential;
  private final Layer classifier;
  private final Adam mapAdam;
  private final Adam potentialAdam;
  private final List<MapProgress> curve = new ArrayList<>();
  private double mapLoss;
  private final double farthest;
  private int iteration;

  /** What learning of one kind draws from. */
  private enum Draw {
    CLASSIFIER(10),
    IDENTITY(11),
    MAP(12),
    POTENTIAL(13);

    private final long number;

    Draw(long number) {
      this.number = number;
    }
  }

  /**
   * Begins, or goes on.
   *
   * @param scope where the tensors live
   * @param start what {@link #state} gave, or nothing
   */
  MapTraining(
      MapProblem problem,
      NeuralMapSettings settings,
      long seed,
      NDManager scope,
      Optional<NamedArrays> start) {
    this.problem = problem;
    this.settings = settings;
    this.seed = seed;
    this.scope = scope;
    this.source = new MapSamples(problem.from(), problem.scale(), problem.from().classIds());
    this.target = new MapSamples(problem.to(), problem.scale(), problem.to().classIds());
    this.seenLabels = problem.seenLabels(settings);
    this.farthest = FAR * problem.from().dimension() * Math.max(1, problem.size());
    NamedArrays from = start.orElse(NamedArrays.empty());
    Networks networks = problem.networks();
    this.mapNumbers = numbers(from, "map/", 1);
    this.map = networks.map(mapNumbers, seenLabels);
    this.meanNumbers = numbers(from, "mean/", 1);
    var _ = networks.map(meanNumbers, seenLabels);
    this.potentialNumbers = numbers(from, "potential/", 2);
    this.potential = networks.potential(potentialNumbers);
    this.classifierNumbers = numbers(from, "classifier/", 3);
    this.classifier = networks.classifier(classifierNumbers, problem.to().classIds().length);
    Adam.Rates mapRates = new Adam.Rates(settings.mapRate(), BETA1, BETA2, 0);
    Adam.Rates potentialRates = new Adam.Rates(settings.potentialRate(), BETA1, BETA2, 0);
    this.mapAdam = new Adam(mapNumbers, mapRates, from.under("map-steps/"));
    this.potentialAdam = new Adam(potentialNumbers, potentialRates, from.under("potential-steps/"));
    from.get(CURVE).ifPresent(this::readCurve);
    this.iteration = from.get("iteration").map(i -> (int) i[0]).orElse(0);
  }

  private Parameters numbers(NamedArrays from, String prefix, long number) {
    KeptTensors kept = KeptTensors.of(from.under(prefix));
    if (kept.isEmpty() && from.names().iterator().hasNext()) {
      throw new InvalidInputException(
          "a checkpoint of a neural map without '" + prefix + "'",
          "The file is damaged: remove it, and learning starts anew.");
    }
    return new Parameters(scope, StepSeed.of(~seed, number), kept);
  }

  /** How often the potential has stepped. */
  int iteration() {
    return iteration;
  }

  List<MapProgress> curve() {
    return List.copyOf(curve);
  }

  /** The numbers of G. */
  Parameters map() {
    return mapNumbers;
  }

  /** The running mean of G. */
  KeptTensors mean() {
    return meanNumbers.keep();
  }

  /** ℓ. */
  KeptTensors classifier() {
    return classifierNumbers.keep();
  }

  /** ℓ learns the target; gives its mean cross-entropy in the last tenth of the steps. */
  double learnClassifier() {
    Adam adam = new Adam(classifierNumbers, Adam.Rates.usual(settings.classifierRate(), 0));
    int steps = settings.classifierIterations();
    double sum = 0;
    int counted = 0;
    for (int k = 0; k < steps; k++) {
      try (NDManager step = scope.newSubManager()) {
        int[] samples = target.draw(settings.batch(), random(Draw.CLASSIFIER, k));
        NDArray x = target.features(samples, step);
        NDArray y = target.labels(samples, step);
        double loss =
            Autograd.backward(
                () ->
                    classifier
                        .forward(x, Pass.use())
                        .logSoftmax(1)
                        .mul(y)
                        .sum(new int[] {1})
                        .mean()
                        .neg());
        if (!Double.isFinite(loss)) {
          throw new InvalidInputException(
              "the classifier of a neural map diverged at step " + (k + 1) + ": a loss of " + loss,
              "Lower classifier-rate.");
        }
        adam.step();
        if (k >= steps - Math.max(1, steps / 10)) {
          sum += loss;
          counted++;
        }
      }
    }
    require(classifierNumbers, false);
    return sum / counted;
  }

  /** G learns the identity; gives the mean squared error of the last step, a feature. */
  double learnIdentity() {
    Adam adam = new Adam(mapNumbers, Adam.Rates.usual(IDENTITY_RATE, 0));
    double error = 0;
    for (int k = 0; k < settings.identityIterations(); k++) {
      try (NDManager step = scope.newSubManager()) {
        int[] samples = source.draw(settings.batch(), random(Draw.IDENTITY, k));
        NDArray x = source.features(samples, step);
        NDArray y = source.labels(samples, step);
        error = Autograd.backward(() -> squares(x.sub(map.forward(x, y))).mean());
        adam.step();
      }
    }
    meanNumbers.follow(mapNumbers, 0);
    return error;
  }

  /** Steps of G and one of f; gives where they were. */
  MapProgress iterate() {
    require(classifierNumbers, false);
    require(potentialNumbers, false);
    double feature = 0;
    double label = 0;
    for (int k = 0; k < settings.innerIterations(); k++) {
      long number = (long) iteration * settings.innerIterations() + k;
      try (NDManager step = scope.newSubManager()) {
        int[] samples = source.draw(settings.batch(), random(Draw.MAP, number));
        NDArray[] costs = new NDArray[2];
        double loss = Autograd.backward(() -> mapLoss(samples, step, costs));
        feature = costs[0].getFloat() / samples.length;
        label = costs[1].getFloat() / samples.length;
        check(loss, feature);
        mapLoss = loss;
        mapAdam.step();
        // The first steps count for little as soon as there are later ones.
        double warm = (1.0 + number) / (10.0 + number);
        meanNumbers.follow(mapNumbers, Math.min(settings.averaging(), warm));
      }
    }
    require(potentialNumbers, true);
    double gap = potentialStep();
    iteration++;
    double variance = problem.scale().spread() * problem.scale().spread();
    MapProgress progress =
        new MapProgress(iteration, feature * variance, label * variance, mapLoss, gap);
    curve.add(progress);
    return progress;
  }

  /** The loss of G; puts the sums of both costs over the batch into the array. */
  private NDArray mapLoss(int[] samples, NDManager step, NDArray[] costs) {
    int n = samples.length;
    NDArray x = source.features(samples, step);
    NDArray image = map.forward(x, source.labels(samples, step));
    costs[0] = squares(x.sub(image)).sum();
    NDArray classes = classifier.forward(image, Pass.use()).softmax(1);
    costs[1] = source.labelCosts(samples, problem.labelCosts(), step).mul(classes).sum();
    return costs[0]
        .mul(step.create((float) (settings.featureWeight() / n)))
        .add(costs[1].mul(step.create((float) (settings.labelWeight() / n))))
        .sub(potential.forward(image, Pass.use()).mean());
  }

  private double potentialStep() {
    RandomGenerator random = random(Draw.POTENTIAL, iteration);
    try (NDManager step = scope.newSubManager()) {
      int[] mapped = source.draw(settings.batch(), random);
      int[] real = target.draw(settings.batch(), random);
      NDArray image =
          Autograd.withoutDerivatives(
              () -> map.forward(source.features(mapped, step), source.labels(mapped, step)));
      NDArray x = target.features(real, step);
      double gap =
          Autograd.backward(
              () ->
                  potential
                      .forward(image, Pass.use())
                      .mean()
                      .sub(potential.forward(x, Pass.use()).mean()));
      check(gap, 0);
      potentialAdam.step();
      return gap;
    }
  }

  private void check(double loss, double featureCost) {
    if (!Double.isFinite(loss) || featureCost > farthest) {
      throw new InvalidInputException(
          "neural-map diverged in iteration "
              + (iteration + 1)
              + " of "
              + settings.iterations()
              + ": "
              + (Double.isFinite(loss)
                  ? "images lie far outside of both datasets"
                  : "a loss of " + loss),
          "Lower map-rate and potential-rate, or raise feature-weight.");
    }
  }

  private RandomGenerator random(Draw draw, long number) {
    return GENERATORS.create(StepSeed.of(StepSeed.of(seed, draw.number), number));
  }

  private static NDArray squares(NDArray x) {
    return x.mul(x);
  }

  /** Derivatives that nobody wants take a third of the time. */
  private static void require(Parameters numbers, boolean wanted) {
    numbers.learned().forEach(tensor -> tensor.setRequiresGradient(wanted));
  }

  /** Everything that going on needs. */
  NamedArrays state() {
    double[] rows = new double[COLUMNS * curve.size()];
    for (int k = 0; k < curve.size(); k++) {
      MapProgress at = curve.get(k);
      int row = COLUMNS * k;
      rows[row] = at.iteration();
      rows[row + 1] = at.featureCost();
      rows[row + 2] = at.labelCost();
      rows[row + 3] = at.loss();
      rows[row + 4] = at.gap();
    }
    return NamedArrays.empty()
        .with("iteration", new double[] {iteration})
        .with(CURVE, rows)
        .withAll("map/", mapNumbers.keep().toArrays())
        .withAll("mean/", meanNumbers.keep().toArrays())
        .withAll("potential/", potentialNumbers.keep().toArrays())
        .withAll("classifier/", classifierNumbers.keep().toArrays())
        .withAll("map-steps/", mapAdam.buffers())
        .withAll("potential-steps/", potentialAdam.buffers());
  }

  private void readCurve(double[] rows) {
    for (int k = 0; k + COLUMNS <= rows.length; k += COLUMNS) {
      curve.add(new MapProgress((int) rows[k], rows[k + 1], rows[k + 2], rows[k + 3], rows[k + 4]));
    }
  }
}
