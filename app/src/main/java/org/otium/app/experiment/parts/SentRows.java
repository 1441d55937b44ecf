package org.otium.app.experiment.parts;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.otium.spi.ClusterWork;

/**
 * The samples of a file on their way to the blocks that they are in: of one map, or, where the file
 * is one of the target, of several. A sample goes to a receiver once.
 */
final class SentRows implements ClusterWork.Pieces.Sending {
  /** Side, sample, position of its class, number of blocks. */
  private static final int HEAD = 1 + 3 * Integer.BYTES;

  private final PartedRows rows;
  private final boolean isTarget;
  private final List<BlockTable> tables;
  private final List<Routes.Route> routes;
  private final BooleanSupplier stopped;
  private final int d;

  /** The sample in the file, where it goes, and which of its receivers is next. */
  private int sample = -1;

  private final List<Stop> stops = new ArrayList<>();
  private int from;
  private int to;

  /**
   * A block of a receiver.
   *
   * @param receiver which receiver
   * @param slot which of its blocks
   * @param mass what the sample weighs there
   */
  private record Stop(int receiver, int slot, double mass) {}

  SentRows(
      PartedDataset dataset,
      int file,
      boolean isTarget,
      List<BlockTable> tables,
      List<Routes.Route> routes,
      BooleanSupplier stopped)
      throws IOException {
    this.d = dataset.dimension();
    this.isTarget = isTarget;
    this.tables = List.copyOf(tables);
    this.routes = List.copyOf(routes);
    this.stopped = stopped;
    this.rows = dataset.rows(file);
  }

  @Override
  public boolean next() throws IOException {
    from = to;
    while (from == stops.size()) {
      sample++;
      while (sample >= rows.first() + rows.count()) {
        if (stopped.getAsBoolean()) {
          throw new CancellationException("stopped");
        }
        if (!rows.next()) {
          return false;
        }
      }
      find();
      from = 0;
    }
    to = from;
    while (to < stops.size() && stops.get(to).receiver() == stops.get(from).receiver()) {
      to++;
    }
    return true;
  }

  private void find() {
    stops.clear();
    for (int t = 0; t < tables.size(); t++) {
      BlockTable table = tables.get(t);
      for (int e = table.starts()[sample]; e < table.starts()[sample + 1]; e++) {
        int block = table.blocks()[e];
        int receiver = routes.get(t).receiver()[block];
        if (receiver >= 0) {
          stops.add(new Stop(receiver, routes.get(t).slot()[block], table.masses()[e]));
        }
      }
    }
    stops.sort(Comparator.comparingInt(Stop::receiver).thenComparingInt(Stop::slot));
  }

  @Override
  public int receiver() {
    return stops.get(from).receiver();
  }

  @Override
  public byte[] record() {
    BlockTable table = tables.getFirst();
    int blocks = to - from;
    ByteBuffer bytes =
        ByteBuffer.allocate(HEAD + blocks * (Integer.BYTES + Double.BYTES) + d * Float.BYTES);
    bytes.put((byte) (isTarget ? 1 : 0));
    bytes.putInt(table.from() + sample).putInt(table.classOf()[sample]).putInt(blocks);
    for (Stop stop : stops.subList(from, to)) {
      bytes.putInt(stop.slot()).putDouble(stop.mass());
    }
    bytes.asFloatBuffer().put(rows.features(), (sample - rows.first()) * d, d);
    return bytes.array();
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
