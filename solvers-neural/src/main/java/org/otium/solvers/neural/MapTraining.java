package org.otium.solvers.neural;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.otium.api.Cancellation;
import org.otium.api.InvalidInputException;
import org.otium.api.NamedArrays;
import org.otium.models.layers.Layer;
import org.otium.models.layers.Pass;
import org.otium.models.torch.Adam;
import org.otium.models.torch.Autograd;
import org.otium.models.torch.KeptTensors;
import org.otium.models.torch.Parameters;
import org.otium.models.torch.Shards;
import org.otium.models.torch.Tensors;
import org.otium.models.torch.Torch;
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

  /** How far off slopes are measured, in standard deviations of the target. */
  private static final double ASIDE = 0.1;

  /** Samples of an image network that are worth a thread; vectors take as many as others do. */
  private static final int IMAGES = 16;

  /** What the curve is called in checkpoints. */
  private static final String CURVE = "progress";

  /** Images whose squares are so many times those of the samples are no images any more. */
  private static final double FAR = 1e4;

  private final MapProblem problem;
  private final NeuralMapSettings settings;
  private final long seed;
  private final NDManager scope;
  private final MapSamples source;
  private final MapSamples target;
  private final Parameters mapNumbers;
  private final Parameters meanNumbers;
  private final Parameters potentialNumbers;
  private final Parameters classifierNumbers;
  private final Torch torch;
  private final Shards<Networks.FeatureMap> map;
  private final Shards<Layer> potential;
  private final Shards<Layer> classifier;
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
   * @param torch has the threads
   * @param scope where the tensors live
   * @param start what {@link #state} gave, or nothing
   */
  MapTraining(
      MapProblem problem,
      NeuralMapSettings settings,
      long seed,
      Torch torch,
      NDManager scope,
      Optional<NamedArrays> start) {
    this.torch = torch;
    this.problem = problem;
    this.settings = settings;
    this.seed = seed;
    this.scope = scope;
    this.source = new MapSamples(problem.from(), problem.scale(), problem.from().classIds());
    this.target = new MapSamples(problem.to(), problem.scale(), problem.to().classIds());
    this.farthest = FAR * problem.from().dimension() * Math.max(1, problem.size());
    NamedArrays from = start.orElse(NamedArrays.empty());
    Networks networks = problem.networks();
    this.mapNumbers = numbers(from, "map/", 1);
    int seenLabels = problem.seenLabels(settings);
    int rows = networks.isImage() ? IMAGES : Shards.ROWS;
    this.map = torch.shards(mapNumbers, rows, p -> networks.map(p, seenLabels));
    this.meanNumbers = numbers(from, "mean/", 1);
    var _ = networks.map(meanNumbers, seenLabels);
    this.potentialNumbers = numbers(from, "potential/", 2);
    this.potential = torch.shards(potentialNumbers, rows, networks::potential);
    this.classifierNumbers = numbers(from, "classifier/", 3);
    int classes = problem.to().classIds().length;
    this.classifier = torch.shards(classifierNumbers, rows, p -> networks.classifier(p, classes));
    Adam.Rates mapRates = new Adam.Rates(settings.mapRate(), BETA1, BETA2, 0);
    Adam.Rates potentialRates = new Adam.Rates(settings.potentialRate(), BETA1, BETA2, 0);
    this.mapAdam = new Adam(mapNumbers, mapRates, from.under("map-steps/"));
    this.potentialAdam = new Adam(potentialNumbers, potentialRates, from.under("potential-steps/"));
    from.get(CURVE).map(MapProgress::ofRows).ifPresent(curve::addAll);
    this.iteration = from.get("iteration").map(i -> (int) i[0]).orElse(0);
  }

  private Parameters numbers(NamedArrays from, String prefix, long number) {
    KeptTensors kept = KeptTensors.of(from.under(prefix));
    if (kept.isEmpty() && from.names().iterator().hasNext()) {
      throw new InvalidInputException(
          "a checkpoint of a neural map without '" + prefix + "'",
          "The file is damaged: restore it, or delete it to learn anew.");
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
    for (int k = 0; k <= steps; k++) {
      Cancellation.check();
      int[] samples = target.draw(settings.batch(), random(Draw.CLASSIFIER, k));
      double loss =
          classifier.backward(
              samples.length,
              (layers, shard) -> {
                int[] some = Arrays.copyOfRange(samples, shard.from(), shard.to());
                NDArray x = target.features(some, shard.scope());
                NDArray y = target.labels(some, shard.scope());
                return layers
                    .forward(x, Pass.use())
                    .logSoftmax(1)
                    .mul(y)
                    .sum()
                    .mul(Tensors.of(shard.scope(), -1.0 / samples.length));
              });
      if (!Double.isFinite(loss)) {
        throw new InvalidInputException(
            "the classifier of a neural map diverged at step "
                + Math.max(1, k)
                + ": a loss of "
                + loss,
            "Lower classifier-rate.");
      }
      if (k == steps) {
        break; // what the last step led to shows in the next loss only
      }
      adam.step(torch);
      if (k >= steps - Math.max(1, steps / 10)) {
        sum += loss;
        counted++;
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
      Cancellation.check();
      int[] samples = source.draw(settings.batch(), random(Draw.IDENTITY, k));
      double features = (double) samples.length * problem.from().dimension();
      error =
          map.backward(
              samples.length,
              (g, shard) -> {
                int[] some = Arrays.copyOfRange(samples, shard.from(), shard.to());
                NDArray x = source.features(some, shard.scope());
                NDArray y = source.labels(some, shard.scope());
                return squares(x.sub(g.forward(x, y)))
                    .sum()
                    .mul(Tensors.of(shard.scope(), 1 / features));
              });
      if (!Double.isFinite(error)) {
        throw new InvalidInputException(
            "neural-map diverged at step "
                + (k + 1)
                + " towards the identity: a squared error of "
                + error,
            "Lower identity-iterations, or scale features of the source to those of the target.");
      }
      adam.step(torch);
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
      int[] samples = source.draw(settings.batch(), random(Draw.MAP, number));
      double[][] costs = new double[map.count(samples.length)][2];
      double loss =
          map.backward(
              samples.length, (g, shard) -> mapLoss(g, samples, shard, costs[shard.number()]));
      feature = 0;
      label = 0;
      for (double[] part : costs) {
        feature += part[0] / samples.length;
        label += part[1] / samples.length;
      }
      check(loss, feature);
      mapLoss = loss;
      mapAdam.step(torch);
      // The first steps count for little as soon as there are later ones.
      double warm = (1.0 + number) / (10.0 + number);
      meanNumbers.follow(mapNumbers, Math.min(settings.averaging(), warm));
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

  /** What a shard adds to the loss of G; puts the sums of both costs over it into the array. */
  private NDArray mapLoss(
      Networks.FeatureMap g, int[] samples, Shards.Shard shard, double[] costs) {
    NDManager step = shard.scope();
    int[] some = Arrays.copyOfRange(samples, shard.from(), shard.to());
    NDArray x = source.features(some, step);
    NDArray image = g.forward(x, source.labels(some, step));
    NDArray feature = squares(x.sub(image)).sum();
    NDArray classes = classifier.network().forward(image, Pass.use()).softmax(1);
    NDArray label = source.labelCosts(some, problem.labelCosts(), step).mul(classes).sum();
    costs[0] = feature.getFloat();
    costs[1] = label.getFloat();
    return feature
        .mul(Tensors.of(step, settings.featureWeight()))
        .add(label.mul(Tensors.of(step, settings.labelWeight())))
        .sub(potential.network().forward(image, Pass.use()).sum())
        .mul(Tensors.of(step, 1.0 / samples.length));
  }

  private double potentialStep() {
    RandomGenerator random = random(Draw.POTENTIAL, iteration);
    int[] mapped = source.draw(settings.batch(), random);
    int[] real = target.draw(settings.batch(), random);
    double[] gaps = new double[potential.count(mapped.length)];
    long noise = random.nextLong();
    double loss =
        potential.backward(
            mapped.length, (f, shard) -> potentialLoss(f, mapped, real, shard, noise, gaps));
    check(loss, 0);
    potentialAdam.step(torch);
    return Arrays.stream(gaps).sum();
  }

  /** What a shard adds to the loss of f; puts what it adds to the gap into the array. */
  private NDArray potentialLoss(
      Layer f, int[] mapped, int[] real, Shards.Shard shard, long noise, double[] gaps) {
    NDManager step = shard.scope();
    int[] some = Arrays.copyOfRange(mapped, shard.from(), shard.to());
    NDArray image =
        Autograd.withoutDerivatives(
            () -> map.network().forward(source.features(some, step), source.labels(some, step)));
    NDArray x = target.features(Arrays.copyOfRange(real, shard.from(), shard.to()), step);
    NDArray share = Tensors.of(step, 1.0 / mapped.length);
    NDArray there = f.forward(image, Pass.use());
    NDArray here = f.forward(x, Pass.use());
    NDArray gap = there.sum().sub(here.sum()).mul(share);
    gaps[shard.number()] = gap.getFloat();
    double smoothness = problem.smoothness(settings);
    if (smoothness == 0) {
      return gap;
    }
    RandomGenerator random = GENERATORS.create(StepSeed.of(noise, shard.number()));
    NDArray slopes = slopes(f, image, there, random).add(slopes(f, x, here, random));
    return gap.add(slopes.mul(Tensors.of(step, smoothness / mapped.length)));
  }

  /**
   * The sum of ‖∇f‖² over samples, by how much f changes a little way off: in a random direction
   * with variance 1 in each feature that is the square of the slope on average.
   */
  private static NDArray slopes(Layer f, NDArray x, NDArray value, RandomGenerator random) {
    float[] offsets = new float[Math.toIntExact(x.size())];
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = (float) (ASIDE * random.nextGaussian());
    }
    NDManager step = x.getManager();
    NDArray aside = x.add(Tensors.of(step, offsets, x.getShape()));
    return squares(f.forward(aside, Pass.use()).sub(value))
        .sum()
        .mul(Tensors.of(step, 1 / (ASIDE * ASIDE)));
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
    return NamedArrays.empty()
        .with("iteration", new double[] {iteration})
        .with(CURVE, MapProgress.rows(curve))
        .withAll("map/", mapNumbers.keep().toArrays())
        .withAll("mean/", meanNumbers.keep().toArrays())
        .withAll("potential/", potentialNumbers.keep().toArrays())
        .withAll("classifier/", classifierNumbers.keep().toArrays())
        .withAll("map-steps/", mapAdam.buffers())
        .withAll("potential-steps/", potentialAdam.buffers());
  }
}
