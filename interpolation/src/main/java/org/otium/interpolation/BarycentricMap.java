package org.otium.interpolation;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.otium.api.Compute;
import org.otium.api.DatasetMap;
import org.otium.api.InvalidInputException;
import org.otium.api.LabelDistance;
import org.otium.api.LabeledDataset;
import org.otium.api.Matrix;

/**
 * A barycentric projection that was learned. Samples that it was learned from go where the plan
 * sends them; others where the blocks of the target send them on average.
 */
final class BarycentricMap implements DatasetMap {
  private final ClassedSamples source;
  private final ClassedSamples target;
  private final Labelling labelling;
  private final Matrix images;
  private final List<BlockMap> blocks;
  private final Compute compute;
  private final SeenSamples seen;
  private final Map<Integer, Integer> classPosition = new HashMap<>();

  /**
   * What classes were compared with.
   *
   * @param distance W₂² between classes
   * @param squared what it gave: one row a class of the source, one column a class of the target
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
  record Labelling(LabelDistance distance, double[][] squared) {}

  /**
   * Keeps what was learned.
   *
   * @param labelling the label distances it was learned with
   * @param images of the source: samples × (features + classes of the target)
   * @param blocks what says where other samples go
   */
  BarycentricMap(
      ClassedSamples source,
      ClassedSamples target,
      Labelling labelling,
      Matrix images,
      List<BlockMap> blocks,
      Compute compute) {
    this.source = source;
    this.target = target;
    this.labelling = labelling;
    this.images = images;
    this.blocks = blocks;
    this.compute = compute;
    this.seen = new SeenSamples(source.data());
    for (int c = 0; c < source.classIds().length; c++) {
      classPosition.put(source.classIds()[c], c);
    }
  }

  /**
   * The label distances from the target to the source, if this distance is what they were taken
   * with.
   *
   * @return one row a class of the target, one column a class of the source
   */
  Optional<double[][]> labelsBack(LabelDistance distance) {
    if (!labelling.distance().equals(distance)) {
      return Optional.empty();
    }
    double[][] there = labelling.squared();
    double[][] back = new double[target.classIds().length][there.length];
    for (int k = 0; k < there.length; k++) {
      for (int l = 0; l < back.length; l++) {
        back[l][k] = there[k][l];
      }
    }
    return Optional.of(back);
  }

  @Override
  public LabeledDataset apply(LabeledDataset samples) {
    int n = samples.size();
    if (samples.dimension() != source.data().dimension()) {
      throw new InvalidInputException(
          "'"
              + samples.name()
              + "' has "
              + samples.dimension()
              + " features but the map was learned from samples of "
              + source.data().dimension(),
          "Map samples of the same feature space.");
    }
    int[] positions = seen.positions(samples);
    // The plan says nothing of a sample without mass, nor of one that it has not seen.
    int[] others =
        IntStream.range(0, n)
            .filter(i -> positions[i] < 0 || source.data().weights().get(positions[i]) == 0)
            .toArray();
    float[] extended = others.length == 0 ? new float[0] : extended(samples, others);
    int width = images.columns();
    float[] sums = new float[Math.multiplyExact(n, width)];
    int next = 0;
    for (int i = 0; i < n; i++) {
      boolean other = next < others.length && others[next] == i;
      float[] from = other ? extended : images.array();
      int at = width * (other ? next++ : positions[i]);
      System.arraycopy(from, at, sums, i * width, width);
    }
    return BlockProjection.image(
        samples.name(),
        samples.weights(),
        new BlockProjection.Target(target.data(), target.classIds()),
        Matrix.wrap(n, width, sums));
  }

  private float[] extended(LabeledDataset samples, int[] others) {
    int[] classOf = new int[others.length];
    for (int i = 0; i < classOf.length; i++) {
      int classId = samples.labels().classOf(others[i]);
      Integer position = classPosition.get(classId);
      if (position == null) {
        throw new InvalidInputException(
            "class "
                + samples.className(classId)
                + " was not among the samples the map was learned from",
            "Map samples of the classes "
                + Arrays.stream(source.classIds()).mapToObj(source.data()::className).toList()
                + " only.");
      }
      classOf[i] = position;
    }
    // Their weights do not matter, and may all be zero.
    LabeledDataset chosen =
        LabeledDataset.of(
            samples.name(), samples.features().selectRows(others), samples.labels().select(others));
    ClassedSamples classed = new ClassedSamples(chosen, source.classIds(), classOf);
    float[] sums = new float[Math.multiplyExact(others.length, images.columns())];
    blocks.forEach(block -> block.addImages(classed, sums, compute));
    return sums;
  }
}
