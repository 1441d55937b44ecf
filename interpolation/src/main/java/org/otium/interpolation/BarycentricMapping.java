package org.otium.interpolation;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.otium.api.Compute;
import org.otium.api.DatasetMap;
import org.otium.api.DatasetMapping;
import org.otium.api.LabeledDataset;
import org.otium.api.LabeledTransport;
import org.otium.api.LabeledTransport.Side;
import org.otium.api.Matrix;
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
  private final BlockProjection steps;

  /**
   * Makes the mapping.
   *
   * @param settings how to compute the transport
   * @param compute what the machine offers
   */
  public BarycentricMapping(BarycentricMappingSettings settings, Compute compute) {
    this.settings = settings;
    this.compute = compute;
    this.steps = new BlockProjection(settings);
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
    OptionalDouble epsilon = OptionalDouble.empty();
    for (MinibatchPartition.Block block : steps.blocks(side(source), side(target), seed)) {
      BlockMap map = solved(block, known, epsilon, images);
      epsilon = OptionalDouble.of(map.epsilon());
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
  private BlockMap solved(
      MinibatchPartition.Block block, Known known, OptionalDouble epsilon, float[] images) {
    LabeledDataset from = known.source().data();
    BlockProjection.Solved solved =
        steps.solve(
            part(known.source(), block.rows(), block.rowMasses()),
            part(known.target(), block.columns(), block.columnMasses()),
            known.target().classIds(),
            known.labels(),
            epsilon);
    for (int r = 0; r < block.rows().length; r++) {
      int sample = block.rows()[r];
      BlockProjection.add(
          solved.images(),
          r,
          block.rowMasses()[r],
          from.weights().get(sample),
          images,
          sample * solved.images().columns());
    }
    return new BlockMap(
        settings.transport(), known.target(), known.labels(), block, solved.result());
  }

  private static BlockProjection.Samples part(ClassedSamples side, int[] samples, double[] masses) {
    ClassedSamples part = side.part(samples, masses);
    return new BlockProjection.Samples(part.data(), part.classOf());
  }

  private static MinibatchPartition.Side side(ClassedSamples samples) {
    return new MinibatchPartition.Side(samples.data().weights().toArray(), samples.classOf());
  }

  /**
   * How the mapping is computed.
   *
   * @return what it was made with
   */
  public BarycentricMappingSettings settings() {
    return settings;
  }

  @Override
  public boolean isSequential() {
    return settings.solver().isSequential();
  }
}
