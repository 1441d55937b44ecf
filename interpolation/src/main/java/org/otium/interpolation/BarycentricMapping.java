package org.otium.interpolation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.otium.api.Compute;
import org.otium.api.DatasetMap;
import org.otium.api.DatasetMapping;
import org.otium.api.LabeledDataset;
import org.otium.api.LabeledTransport;
import org.otium.api.LabeledTransport.Side;
import org.otium.api.Matrix;
import org.otium.api.OtSolver;
import org.otium.api.TransportProblem;
import org.otium.api.TransportResult;
import org.otium.numerics.MinibatchPartition;

/**
 * The OTDD barycentric projection (GG eq. 3): a sample goes to the mean of the samples that its
 * mass is sent to, and its label to the mean of their labels.
 *
 * <p>Where a dataset has more samples than a batch, both are cut into random blocks of at most so
 * many samples, class-balanced on both sides, and each block is solved by itself (GG §6): every
 * sample is mapped once, and time and memory grow with the batch instead of the dataset. The label
 * distances are those of the whole datasets. A relative ε is that of the first block.
 *
 * <p>The map extends to samples that were not seen: under entropic regularisation by the entropic
 * map T(x) = Σ_j y_j w_j(x), w_j ∝ b_j exp((g_j − c(x, y_j))/ε), which on the seen samples of a
 * single block is the projection itself; without regularisation to the target that minimises c(x,
 * y_j) − g_j. With several blocks it is the mean of their maps.
 */
public final class BarycentricMapping implements DatasetMapping {
  private final BarycentricMappingSettings settings;
  private final Compute compute;

  /**
   * Makes the mapping.
   *
   * @param settings how to compute the transport
   * @param compute what the machine offers
   */
  public BarycentricMapping(BarycentricMappingSettings settings, Compute compute) {
    this.settings = settings;
    this.compute = compute;
  }

  @Override
  public DatasetMap fit(LabeledDataset from, LabeledDataset to, long seed) {
    LabeledTransport transport = settings.transport();
    Known known = known(transport, from, to);
    ClassedSamples source = known.source();
    ClassedSamples target = known.target();
    double[][] labels = known.labels();
    int width = to.dimension() + target.classIds().length;
    float[] images = new float[Math.multiplyExact(from.size(), width)];
    List<BlockMap> blocks = new ArrayList<>();
    OtSolver solver = settings.solver();
    for (MinibatchPartition.Block block : blocks(source, target, seed)) {
      BlockMap map = solved(block, transport, known, solver, images);
      solver = solver.withEpsilon(map.epsilon());
      blocks.add(map);
    }
    return new BarycentricMap(
        source,
        target,
        new BarycentricMap.Labelling(settings.labelDistance(), labels),
        Matrix.wrap(from.size(), width, images),
        List.copyOf(blocks),
        compute);
  }

  /** Both sides and the distances between their classes. */
  @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
  private record Known(ClassedSamples source, ClassedSamples target, double[][] labels) {}

  /** The measures of the classes, a copy of both datasets, do not outlive this method. */
  private static Known known(LabeledTransport transport, LabeledDataset from, LabeledDataset to) {
    Side source = Side.of(from);
    Side target = Side.of(to);
    return new Known(
        ClassedSamples.of(source),
        ClassedSamples.of(target),
        transport.labels(source, target).squared());
  }

  /** Solves a block and adds the images of its samples; its costs do not outlive this method. */
  private static BlockMap solved(
      MinibatchPartition.Block block,
      LabeledTransport transport,
      Known known,
      OtSolver solver,
      float[] images) {
    ClassedSamples rows = known.source().part(block.rows(), block.rowMasses());
    ClassedSamples columns = known.target().part(block.columns(), block.columnMasses());
    TransportResult result =
        solver.solve(
            new TransportProblem(
                transport.cost(
                    rows.data(), rows.classOf(), columns.data(), columns.classOf(), known.labels()),
                rows.data().weights(),
                columns.data().weights(),
                Optional.empty()));
    add(
        block,
        result.plan().barycentricProjection(BlockMap.withShares(columns)),
        known.source().data(),
        images);
    return new BlockMap(transport, known.target(), known.labels(), block, result);
  }

  @Override
  public boolean isSequential() {
    return settings.solver().isSequential();
  }

  private List<MinibatchPartition.Block> blocks(
      ClassedSamples source, ClassedSamples target, long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    return MinibatchPartition.of(
            new MinibatchPartition.Side(source.data().weights().toArray(), source.classOf()),
            new MinibatchPartition.Side(target.data().weights().toArray(), target.classOf()),
            settings.batchSize(),
            random)
        .blocks();
  }

  /** Adds the images of a block's samples; one that lies in two blocks goes to the mean. */
  private static void add(
      MinibatchPartition.Block block, Matrix projected, LabeledDataset from, float[] images) {
    int width = projected.columns();
    for (int r = 0; r < block.rows().length; r++) {
      int sample = block.rows()[r];
      float share = (float) (block.rowMasses()[r] / from.weights().get(sample));
      for (int j = 0; j < width; j++) {
        images[sample * width + j] += share * projected.array()[r * width + j];
      }
    }
  }
}
