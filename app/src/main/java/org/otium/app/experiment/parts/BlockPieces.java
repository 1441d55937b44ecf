package org.otium.app.experiment.parts;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.api.Weights;
import org.otium.app.experiment.Workspace;
import org.otium.app.experiment.interpolation.InterpolateSettings;
import org.otium.interpolation.BlockProjection;
import org.otium.spi.ClusterWork;

/**
 * Sends the samples of files to their blocks, and solves the blocks. A block holds at most as many
 * samples of either dataset as a batch.
 */
final class BlockPieces implements ClusterWork.Pieces {
  /** Side, sample, position of its class, mass. */
  private static final int HEAD = 1 + 2 * Integer.BYTES + Double.BYTES;

  private final PartsPlan plan;
  private final int map;
  private final boolean isIdentity;

  /** The position of each block among the receivers, −1 for those that take nothing. */
  private final int[] receiverOf;

  private final int[] sourceIds;
  private final int[] targetIds;
  private final OptionalDouble epsilon;
  private final InterpolateSettings settings;

  BlockPieces(PartsPlan plan, Map<String, Object> tree, Workspace workspace) {
    this.plan = plan;
    this.map = Trees.number(tree, "map");
    this.isIdentity = plan.isTarget(map);
    this.receiverOf = new int[Trees.number(tree, "blocks")];
    Arrays.fill(receiverOf, -1);
    List<?> wanted = Trees.list(tree, "wanted");
    for (int r = 0; r < wanted.size(); r++) {
      receiverOf[((Number) wanted.get(r)).intValue()] = r;
    }
    this.sourceIds = ids(tree, "source-classes");
    this.targetIds = ids(tree, "target-classes");
    String known = String.valueOf(Trees.value(tree, "epsilon"));
    this.epsilon =
        known.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(known));
    this.settings = plan.bound(workspace);
  }

  private static int[] ids(Map<String, Object> tree, String key) {
    return Trees.list(tree, key).stream().mapToInt(id -> ((Number) id).intValue()).toArray();
  }

  /** The key of a file of a side. */
  static String key(boolean isTarget, int file) {
    return (isTarget ? "target " : "source ") + file;
  }

  @Override
  public byte[] piece(String key, BooleanSupplier stopped) {
    throw new UnsupportedOperationException("blocks are made of what files send");
  }

  @Override
  public Sending send(String key, BooleanSupplier stopped) throws IOException {
    String[] words = key.split(" ", -1);
    boolean isTarget = words[0].equals("target");
    PartedDataset dataset = isTarget ? plan.from().get(map) : plan.target();
    int file = Integer.parseInt(words[1]);
    int first = dataset.first(file);
    BlockTable table =
        BlockTable.read(plan.files().table(map, isTarget), first, first + dataset.rows().get(file));
    return new SentRows(dataset, file, isTarget, table, receiverOf, stopped);
  }

  /** One sample on its way to a block. */
  static byte[] record(
      boolean isTarget, int sample, int classOf, double mass, float[] features, int at, int d) {
    ByteBuffer bytes = ByteBuffer.allocate(HEAD + d * Float.BYTES);
    bytes.put((byte) (isTarget ? 1 : 0)).putInt(sample).putInt(classOf).putDouble(mass);
    bytes.asFloatBuffer().put(features, at, d);
    return bytes.array();
  }

  /** The samples of one side of a block, as they arrive. */
  private static final class Side {
    private final int d;
    private int[] samples = new int[1024];
    private int[] classOf = new int[1024];
    private double[] masses = new double[1024];
    private float[] features;
    private int count;

    Side(int d) {
      this.d = d;
      this.features = new float[1024 * d];
    }

    void add(ByteBuffer record) {
      if (count == samples.length) {
        samples = Arrays.copyOf(samples, 2 * count);
        classOf = Arrays.copyOf(classOf, 2 * count);
        masses = Arrays.copyOf(masses, 2 * count);
        features = Arrays.copyOf(features, Math.multiplyExact(2 * count, d));
      }
      samples[count] = record.getInt();
      classOf[count] = record.getInt();
      masses[count] = record.getDouble();
      record.asFloatBuffer().get(features, count * d, d);
      count++;
    }

    void close() {
      samples = Arrays.copyOf(samples, count);
      classOf = Arrays.copyOf(classOf, count);
      masses = Arrays.copyOf(masses, count);
      features = Arrays.copyOf(features, count * d);
    }

    BlockProjection.Samples of(String name, int[] ids) {
      Labels labels = Labels.hard(Arrays.stream(classOf).map(c -> ids[c]).toArray());
      return new BlockProjection.Samples(
          LabeledDataset.of(name, Matrix.wrap(count, d, features), labels)
              .withWeights(Weights.proportional(masses)),
          classOf);
    }
  }

  @Override
  public byte[] receive(String key, Iterator<byte[]> records, BooleanSupplier stopped)
      throws IOException {
    int d = plan.target().dimension();
    Side source = new Side(d);
    Side target = new Side(d);
    while (records.hasNext()) {
      ByteBuffer record = ByteBuffer.wrap(records.next());
      (record.get() == 1 ? target : source).add(record);
      if (stopped.getAsBoolean()) {
        throw new CancellationException("stopped");
      }
    }
    source.close();
    target.close();
    BlockFile file = isIdentity ? identity(source, d) : solved(source, target);
    Path path = plan.files().block(map, Integer.parseInt(key));
    file.write(plan.files(), path);
    return ByteBuffer.allocate(Double.BYTES).putDouble(file.epsilon()).array();
  }

  private BlockFile solved(Side source, Side target) throws IOException {
    double[][] labels = LabelPieces.matrix(Files.readAllBytes(plan.files().labels(0, map + 1)));
    BlockProjection.Solved solved =
        new BlockProjection(PartsPlan.mapping(settings))
            .solve(
                source.of(plan.target().name(), sourceIds),
                target.of(plan.from().get(map).name(), targetIds),
                targetIds,
                labels,
                epsilon);
    return new BlockFile(solved.result().epsilon(), source.samples, source.masses, solved.images());
  }

  /** The target onto itself: its own features and classes. */
  private BlockFile identity(Side source, int d) {
    int width = d + sourceIds.length;
    float[] images = new float[Math.multiplyExact(source.count, width)];
    for (int i = 0; i < source.count; i++) {
      System.arraycopy(source.features, i * d, images, i * width, d);
      images[i * width + d + source.classOf[i]] = 1;
    }
    return new BlockFile(
        0, source.samples, source.masses, Matrix.wrap(source.count, width, images));
  }
}
