package org.otium.interpolation;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.otium.api.FeatureShape;
import org.otium.api.LabeledDataset;
import org.otium.api.LabeledTransport;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.api.OtSolver;
import org.otium.api.TransportProblem;
import org.otium.api.TransportResult;
import org.otium.api.Weights;
import org.otium.numerics.MinibatchPartition;

/**
 * The steps of a {@link BarycentricMapping}, one by one: which samples are in which block, what a
 * block makes of its samples, and what that is as a dataset. Where samples lie on several machines
 * the blocks are solved on these; the steps are the same, and so are the numbers.
 *
 * <p>Blocks follow from masses, classes and the seed alone. A block needs its own samples, the
 * label distances, and, but for the first, the ε of the first block.
 *
 * @param settings those of the mapping
 */
public record BlockProjection(BarycentricMappingSettings settings) {
  /**
   * An entropic plan sends a little of every sample to every class. What is less than this is not
   * stored, so that labels stay sparse; it moves no distance by more than rounding does.
   */
  private static final float LEAST_SHARE = 1e-6f;

  /**
   * Cuts both datasets into blocks.
   *
   * @param source the masses of all samples of the source, and the positions of their classes among
   *     those that hold mass, ascending by id
   * @param target those of the target
   * @param seed decides which samples go together
   * @return the blocks
   */
  public List<MinibatchPartition.Block> blocks(
      MinibatchPartition.Side source, MinibatchPartition.Side target, long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    return MinibatchPartition.of(source, target, settings.batchSize(), random).blocks();
  }

  /**
   * Samples of one side of a block.
   *
   * @param data the samples, weighing what they weigh in the block
   * @param classOf the position of each one's class among those of the whole dataset that hold mass
   */
  @SuppressWarnings("ArrayRecordComponent") // made once, never compared
  public record Samples(LabeledDataset data, int[] classOf) {}

  /**
   * A block that is solved.
   *
   * @param result the transport between its samples
   * @param images where its samples of the source go: features, then the shares of the classes of
   *     the target
   */
  public record Solved(TransportResult result, Matrix images) {}

  /**
   * Solves a block.
   *
   * @param source its samples of the source, ascending
   * @param target its samples of the target, ascending
   * @param targetIds the classes of the target that hold mass, ascending
   * @param labels W₂² between the classes of both datasets
   * @param epsilon the ε of the first block; nothing for the first block itself
   * @return where its samples go
   */
  public Solved solve(
      Samples source, Samples target, int[] targetIds, double[][] labels, OptionalDouble epsilon) {
    OtSolver solver =
        epsilon.isPresent()
            ? settings.solver().withEpsilon(epsilon.getAsDouble())
            : settings.solver();
    LabeledTransport transport = settings.transport();
    TransportResult result =
        solver.solve(
            new TransportProblem(
                transport.cost(
                    source.data(), source.classOf(), target.data(), target.classOf(), labels),
                source.data().weights(),
                target.data().weights(),
                Optional.empty()));
    ClassedSamples columns = new ClassedSamples(target.data(), targetIds, target.classOf());
    return new Solved(result, result.plan().barycentricProjection(BlockMap.withShares(columns)));
  }

  /**
   * Adds the images of the samples of a block. A sample that lies in several blocks goes to the
   * mean of its images, if those are added in the order of the blocks.
   *
   * @param images what a block made of its samples
   * @param row which of them
   * @param mass the mass of the sample in the block
   * @param whole the mass of the sample in its dataset
   * @param sums where to
   * @param at the first value of the sample there
   */
  public static void add(Matrix images, int row, double mass, double whole, float[] sums, int at) {
    int width = images.columns();
    float share = (float) (mass / whole);
    for (int j = 0; j < width; j++) {
      sums[at + j] += share * images.array()[row * width + j];
    }
  }

  /**
   * The dataset that samples were mapped into.
   *
   * @param name what it is called
   * @param classIds its classes that hold mass, ascending
   * @param classNames the names of its classes
   * @param shape of its features
   */
  @SuppressWarnings("ArrayRecordComponent") // made once, never compared
  public record Target(
      String name, int[] classIds, SortedMap<Integer, String> classNames, FeatureShape shape) {
    /**
     * Describes a dataset.
     *
     * @param data the dataset
     * @param classIds its classes that hold mass, ascending
     */
    Target(LabeledDataset data, int[] classIds) {
      this(data.name(), classIds, data.classNames(), data.shape());
    }
  }

  /**
   * Images as a dataset.
   *
   * @param name what the samples are called that were mapped
   * @param weights their weights
   * @param target what they were mapped into
   * @param sums features and shares of classes, one row a sample
   * @return as many samples, with soft labels
   */
  public static LabeledDataset image(String name, Weights weights, Target target, Matrix sums) {
    int n = sums.rows();
    int d = target.shape().dimension();
    int classes = target.classIds().length;
    float[] features = new float[Math.multiplyExact(n, d)];
    float[] shares = new float[Math.multiplyExact(n, classes)];
    for (int i = 0; i < n; i++) {
      int at = i * (d + classes);
      System.arraycopy(sums.array(), at, features, i * d, d);
      normalise(sums.array(), at + d, classes, shares, i * classes);
    }
    return LabeledDataset.of(
            name + " to " + target.name(),
            Matrix.wrap(n, d, features),
            Labels.soft(target.classIds(), Matrix.wrap(n, classes, shares)))
        .withWeights(weights)
        .withClassNames(target.classNames())
        .withShape(target.shape());
  }

  /** Divides shares by their sum and leaves out those that are next to nothing. */
  private static void normalise(float[] from, int at, int classes, float[] out, int to) {
    double sum = 0;
    for (int c = 0; c < classes; c++) {
      sum += from[at + c];
    }
    double kept = 0;
    for (int c = 0; c < classes; c++) {
      float share = (float) (from[at + c] / sum);
      out[to + c] = share < LEAST_SHARE ? 0 : share;
      kept += out[to + c];
    }
    for (int c = 0; kept > 0 && c < classes; c++) {
      out[to + c] = (float) (out[to + c] / kept);
    }
  }

  /**
   * The sample-wise combination Σ_i a_i (x_i, y_i) of images of one and the same samples (GG §4.2).
   *
   * @param names what the datasets are called that the samples were mapped into
   * @param images the images, one for one
   * @param weights a
   * @param masses what the samples weigh
   * @return as many samples, labelled with the classes of all datasets
   */
  public static LabeledDataset combined(
      List<String> names, List<LabeledDataset> images, Weights weights, Weights masses) {
    return Between.combined(names, images, weights, masses);
  }
}
