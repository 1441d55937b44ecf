package org.otium.app.experiment.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.otium.api.LabeledDataset;
import org.otium.api.Matrix;
import org.otium.app.runs.JsonTree;
import org.otium.spi.ClusterWork;

/**
 * Sends the images of blocks to the parts of the result, each block once. A part adds up where the
 * maps take its samples, measures between the images, and writes the file of the result, or keeps
 * the images until the weights are known.
 */
final class GatherPieces implements ClusterWork.Pieces {
  private final PartsPlan plan;
  private final MappedParts mapped;
  private final PairSums sums;
  private final Optional<Synthesis> synthesis;
  private final int rows;
  private final int[] receiverOf;

  GatherPieces(
      PartsPlan plan,
      MappedParts mapped,
      PairSums sums,
      Optional<Synthesis> synthesis,
      Map<String, Object> tree) {
    this.plan = plan;
    this.mapped = mapped;
    this.sums = sums;
    this.synthesis = synthesis;
    this.rows = JsonTree.number(tree, "rows");
    this.receiverOf = new int[MappedParts.count(plan, rows)];
    Arrays.fill(receiverOf, -1);
    List<?> parts = JsonTree.list(tree, "parts");
    for (int r = 0; r < parts.size(); r++) {
      receiverOf[((Number) parts.get(r)).intValue()] = r;
    }
  }

  /** The key of a block of a map, or, for maps that move nothing, of a file of the target. */
  static String key(int map, int blockOrFile) {
    return map + " " + blockOrFile;
  }

  @Override
  public byte[] piece(String key, BooleanSupplier stopped) {
    throw new UnsupportedOperationException("parts are made of what blocks send");
  }

  @Override
  public Sending send(String key, BooleanSupplier stopped) throws IOException {
    String[] words = key.split(" ", -1);
    int map = Integer.parseInt(words[0]);
    int number = Integer.parseInt(words[1]);
    SentImages.Source source = plan.isTarget(map) ? unmoved(map, number) : block(map, number);
    return new SentImages(source, map, rows, receiverOf, stopped);
  }

  private SentImages.Source block(int map, int number) {
    return new SentImages.Source() {
      private boolean isRead;

      @Override
      public BlockFile next() throws IOException {
        boolean isFirst = !isRead;
        isRead = true;
        return isFirst ? BlockFile.read(plan.files().block(map, number)) : BlockFile.none();
      }

      @Override
      public void close() {}
    };
  }

  /** Samples of the target where they are, with their own classes. */
  private SentImages.Source unmoved(int map, int file) throws IOException {
    PartedDataset target = plan.target();
    int first = target.first(file);
    BlockTable table =
        BlockTable.read(plan.files().table(0, false), first, first + target.rows().get(file));
    int d = target.dimension();
    int width = mapped.width(map);
    PartedRows read = target.rows(file);
    return new SentImages.Source() {
      @Override
      public BlockFile next() throws IOException {
        do {
          if (!read.next()) {
            return BlockFile.none();
          }
        } while (read.count() == 0);
        int from = read.first();
        float[] images = new float[Math.multiplyExact(read.count(), width)];
        for (int i = 0; i < read.count(); i++) {
          System.arraycopy(read.features(), i * d, images, i * width, d);
          images[i * width + d + table.classOf()[from + i]] = 1;
        }
        return new BlockFile(
            0,
            IntStream.range(first + from, first + from + read.count()).toArray(),
            Arrays.copyOfRange(table.whole(), from, from + read.count()),
            Matrix.wrap(read.count(), width, images));
      }

      @Override
      public void close() throws IOException {
        read.close();
      }
    };
  }

  @Override
  public byte[] receive(String key, Iterator<byte[]> records, BooleanSupplier stopped)
      throws IOException {
    int part = Integer.parseInt(key);
    WorkFiles files = plan.files();
    List<float[]> moved = mapped.sums(part, records, stopped);
    if (synthesis.isEmpty() && !Files.exists(files.images(part))) {
      mapped.keep(part, moved);
    }
    List<LabeledDataset> images = new ArrayList<>();
    for (int map = 0; map < moved.size(); map++) {
      images.add(mapped.image(map, moved.get(map)));
      moved.set(map, new float[0]);
    }
    double[] masses = mapped.masses(part);
    byte[] own = sums.of(images, masses);
    files.write(files.distances(part), fresh -> Files.write(fresh, own));
    if (synthesis.isPresent()) {
      synthesis.get().write(part, images.subList(0, plan.from().size()), masses);
    }
    return new byte[0];
  }
}
