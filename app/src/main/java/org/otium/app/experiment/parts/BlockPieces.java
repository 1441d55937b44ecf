package org.otium.app.experiment.parts;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.otium.app.runs.JsonTree;
import org.otium.spi.ClusterWork;

/**
 * Sends the samples of files to their blocks, and solves the blocks of all maps but the first of
 * each. A block holds at most as many samples of either dataset as a batch, and a receiver two such
 * batches at a time.
 */
final class BlockPieces implements ClusterWork.Pieces {
  private final PartsPlan plan;
  private final BlockSolver solver;
  private final List<Routes.Route> allRoutes;

  BlockPieces(PartsPlan plan, BlockSolver solver, Map<String, Object> tree) {
    this.plan = plan;
    this.solver = solver;
    this.allRoutes =
        Routes.Route.all(
            JsonTree.list(tree, "blocks").stream().map(n -> ((Number) n).intValue()).toList(),
            JsonTree.list(tree, "receivers").stream().map(String::valueOf).toList());
  }

  /** The key of a file of the target, and of the maps whose blocks it is sent to. */
  static String source(Routes.Lot lot, int file) {
    return "source " + lot.name() + " " + file;
  }

  /** The key of a file of the dataset that a map goes to. */
  static String target(int map, int file) {
    return "target " + map + " " + file;
  }

  @Override
  public byte[] piece(String key, BooleanSupplier stopped) {
    throw new UnsupportedOperationException("blocks are made of what files send");
  }

  @Override
  public Sending send(String key, BooleanSupplier stopped) throws IOException {
    String[] words = key.split(" ", -1);
    boolean isTarget = words[0].equals("target");
    int[] maps = Arrays.stream(words[1].split(",", -1)).mapToInt(Integer::parseInt).toArray();
    PartedDataset dataset = isTarget ? plan.from().get(maps[0]) : plan.target();
    int file = Integer.parseInt(words[2]);
    int first = dataset.first(file);
    List<BlockTable> tables = new ArrayList<>();
    List<Routes.Route> routes = new ArrayList<>();
    for (int map : maps) {
      tables.add(
          BlockTable.read(
              plan.files().table(map, isTarget), first, first + dataset.rows().get(file)));
      routes.add(allRoutes.get(map));
    }
    return new SentRows(dataset, file, isTarget, tables, routes, stopped);
  }

  /** Samples of the target come first, then those of one dataset after the other. */
  @Override
  public byte[] receive(String key, Iterator<byte[]> records, BooleanSupplier stopped)
      throws IOException {
    int[][] own = Routes.blocks(key);
    int d = plan.target().dimension();
    BlockSide source = new BlockSide(d);
    List<IntStream.Builder> places = Stream.generate(IntStream::builder).limit(own.length).toList();
    List<DoubleStream.Builder> masses =
        Stream.generate(DoubleStream::builder).limit(own.length).toList();
    BlockSide target = new BlockSide(d);
    DoubleStream.Builder targetMasses = DoubleStream.builder();
    int slot = 0;
    while (records.hasNext()) {
      ByteBuffer record = ByteBuffer.wrap(records.next());
      boolean isTarget = record.get() == 1;
      int sample = record.getInt();
      int classOf = record.getInt();
      int count = record.getInt();
      int entries = record.position();
      record.position(entries + count * (Integer.BYTES + Double.BYTES));
      int next = record.getInt(entries);
      if (isTarget && next != slot) {
        solve(own[slot], source, places.get(slot), masses.get(slot), target, targetMasses);
        target = new BlockSide(d);
        targetMasses = DoubleStream.builder();
        slot = next;
      }
      int place = (isTarget ? target : source).add(sample, classOf, record.asFloatBuffer());
      for (int e = 0; e < count; e++) {
        int at = entries + e * (Integer.BYTES + Double.BYTES);
        if (isTarget) {
          targetMasses.add(record.getDouble(at + Integer.BYTES));
        } else {
          places.get(record.getInt(at)).add(place);
          masses.get(record.getInt(at)).add(record.getDouble(at + Integer.BYTES));
        }
      }
      if (stopped.getAsBoolean()) {
        throw new CancellationException("stopped");
      }
    }
    solve(own[slot], source, places.get(slot), masses.get(slot), target, targetMasses);
    return new byte[0];
  }

  private void solve(
      int[] block,
      BlockSide source,
      IntStream.Builder places,
      DoubleStream.Builder masses,
      BlockSide target,
      DoubleStream.Builder targetMasses)
      throws IOException {
    int map = block[0];
    double epsilon = BlockFile.epsilon(plan.files().block(map, 0));
    solver.solve(
        map,
        block[1],
        source.part(places.build().toArray()),
        masses.build().toArray(),
        target,
        targetMasses.build().toArray(),
        OptionalDouble.of(epsilon));
  }
}
