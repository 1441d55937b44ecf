package org.otium.app.experiment.parts;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.otium.api.LabeledDataset;
import org.otium.api.Matrix;
import org.otium.api.Weights;
import org.otium.interpolation.BlockProjection;

/** Where maps take the samples of the target: some consecutive ones at a time. */
final class MappedParts {
  private final PartsPlan plan;
  private final int rows;
  private final List<BlockProjection.Target> targets = new ArrayList<>();

  /**
   * What a job says.
   *
   * @param rows how many samples are taken at a time
   * @param ids the classes of all datasets, the target first
   */
  MappedParts(PartsPlan plan, int rows, List<int[]> ids) {
    this.plan = plan;
    this.rows = rows;
    for (int map = 0; map <= plan.from().size(); map++) {
      int number = plan.datasetOf(map);
      PartedDataset dataset = plan.dataset(number);
      targets.add(
          new BlockProjection.Target(
              dataset.name(),
              ids.get(number),
              new TreeMap<>(dataset.classNames()),
              dataset.shape()));
    }
  }

  /** How many parts of so many samples there are. */
  static int count(PartsPlan plan, int rows) {
    return (int) ((plan.target().size() + (long) rows - 1) / rows);
  }

  /** What the datasets are called that samples are mapped into, without the target itself. */
  List<String> names() {
    return targets.subList(0, plan.from().size()).stream()
        .map(BlockProjection.Target::name)
        .toList();
  }

  /** What the samples of a part weigh. */
  double[] masses(int part) throws IOException {
    int to = (int) Math.min(plan.target().size(), (part + 1L) * rows);
    return BlockTable.read(plan.files().table(0, false), part * rows, to).whole();
  }

  /** How many numbers an image is: features, and shares of classes. */
  int width(int map) {
    return targets.get(map).shape().dimension() + targets.get(map).classIds().length;
  }

  /**
   * Adds up what arrives for a part: the maps one after the other, the last the identity, and the
   * blocks of each in their order, which decides the last digits.
   *
   * @return for each map features and shares of classes, one row a sample
   */
  List<float[]> sums(int part, Iterator<byte[]> records, BooleanSupplier stopped)
      throws IOException {
    double[] whole = masses(part);
    List<float[]> sums = new ArrayList<>();
    while (records.hasNext()) {
      ByteBuffer record = ByteBuffer.wrap(records.next());
      int map = record.getInt();
      int count = record.getInt();
      int width = width(map);
      while (sums.size() <= map) {
        sums.add(new float[Math.multiplyExact(whole.length, width(sums.size()))]);
      }
      int samples = record.position();
      int masses = samples + count * Integer.BYTES;
      record.position(masses + count * Double.BYTES);
      float[] images = new float[count * width];
      record.asFloatBuffer().get(images);
      Matrix matrix = Matrix.wrap(count, width, images);
      for (int r = 0; r < count; r++) {
        int at = record.getInt(samples + r * Integer.BYTES) - part * rows;
        double mass = record.getDouble(masses + r * Double.BYTES);
        BlockProjection.add(matrix, r, mass, whole[at], sums.get(map), at * width);
      }
      if (stopped.getAsBoolean()) {
        throw new CancellationException("stopped");
      }
    }
    return sums;
  }

  /** The images of the samples of a part, of equal weights. */
  LabeledDataset image(int map, float[] sums) {
    int n = sums.length / width(map);
    return BlockProjection.image(
        plan.target().name(),
        Weights.uniform(n),
        targets.get(map),
        Matrix.wrap(n, width(map), sums));
  }

  /** Keeps the sums of all maps but the identity. */
  void keep(int part, List<float[]> sums) throws IOException {
    plan.files()
        .write(
            plan.files().images(part),
            fresh -> {
              try (NumberFile out = NumberFile.to(fresh)) {
                for (float[] own : sums.subList(0, plan.from().size())) {
                  out.floats(own);
                }
              }
            });
  }

  List<float[]> kept(int part) throws IOException {
    Path file = plan.files().images(part);
    int n = masses(part).length;
    List<float[]> sums = new ArrayList<>();
    long at = 0;
    try (FileChannel channel = FileChannel.open(file)) {
      for (int map = 0; map < plan.from().size(); map++) {
        int count = Math.multiplyExact(n, width(map));
        sums.add(NumberFile.floats(channel, at, count));
        at += (long) count * Float.BYTES;
      }
    }
    return sums;
  }
}
