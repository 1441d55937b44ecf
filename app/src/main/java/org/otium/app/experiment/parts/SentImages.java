package org.otium.app.experiment.parts;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.otium.spi.ClusterWork;

/** Where a map takes samples of the target, on the way to the parts of the result. */
final class SentImages implements ClusterWork.Pieces.Sending {
  /** So many bytes go at a time, or one row. */
  private static final int MOST = 1 << 20;

  /** Map and number of samples. */
  private static final int HEAD = 2 * Integer.BYTES;

  private final Source source;
  private final int map;
  private final int rows;
  private final int[] receiverOf;
  private final BooleanSupplier stopped;
  private BlockFile images = NONE;
  private int from;
  private int to;

  private static final BlockFile NONE = BlockFile.none();

  /** Images, some at a time and ascending within these. */
  interface Source extends AutoCloseable {
    /** The next ones, none of them at the end. */
    BlockFile next() throws IOException;

    @Override
    void close() throws IOException;
  }

  /**
   * Nothing is sent yet.
   *
   * @param rows how many samples a part holds
   * @param receiverOf the receiver of each part, −1 for those that take nothing
   */
  SentImages(Source source, int map, int rows, int[] receiverOf, BooleanSupplier stopped) {
    this.source = source;
    this.map = map;
    this.rows = rows;
    this.receiverOf = receiverOf.clone();
    this.stopped = stopped;
  }

  @Override
  public boolean next() throws IOException {
    do {
      from = to;
      if (from == images.samples().length) {
        if (stopped.getAsBoolean()) {
          throw new CancellationException("stopped");
        }
        images = source.next();
        from = 0;
        to = 0;
        if (images.samples().length == 0) {
          return false;
        }
      }
      int part = images.samples()[from] / rows;
      int most = Math.max(1, MOST / (Float.BYTES * images.images().columns()));
      while (to < images.samples().length
          && to - from < most
          && images.samples()[to] / rows == part) {
        to++;
      }
    } while (receiver() < 0);
    return true;
  }

  @Override
  public int receiver() {
    return receiverOf[images.samples()[from] / rows];
  }

  @Override
  public byte[] record() {
    int count = to - from;
    int width = images.images().columns();
    ByteBuffer bytes =
        ByteBuffer.allocate(HEAD + count * (Integer.BYTES + Double.BYTES + width * Float.BYTES));
    bytes.putInt(map).putInt(count);
    for (int r = from; r < to; r++) {
      bytes.putInt(images.samples()[r]);
    }
    for (int r = from; r < to; r++) {
      bytes.putDouble(images.masses()[r]);
    }
    bytes.asFloatBuffer().put(images.images().array(), from * width, count * width);
    return bytes.array();
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
