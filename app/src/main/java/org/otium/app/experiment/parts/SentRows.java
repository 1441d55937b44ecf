package org.otium.app.experiment.parts;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.otium.data.parquet.ParquetParts;
import org.otium.spi.ClusterWork;

/** The samples of a file on their way to the blocks that they are in. */
final class SentRows implements ClusterWork.Pieces.Sending {
  private final ParquetParts.Rows rows;
  private final boolean isTarget;
  private final BlockTable table;
  private final int[] receiverOf;
  private final BooleanSupplier stopped;
  private final int d;

  /** The sample in the file, and which of its blocks is next. */
  private int sample = -1;

  private int entry;
  private int receiver;

  SentRows(
      PartedDataset dataset,
      int file,
      boolean isTarget,
      BlockTable table,
      int[] receiverOf,
      BooleanSupplier stopped)
      throws IOException {
    this.d = dataset.dimension();
    this.rows = ParquetParts.rows(dataset.files().get(file), dataset.settings(), d);
    this.isTarget = isTarget;
    this.table = table;
    this.receiverOf = receiverOf;
    this.stopped = stopped;
  }

  @Override
  public boolean next() throws IOException {
    entry++;
    while (true) {
      while (sample >= 0 && entry < table.starts()[sample + 1]) {
        receiver = receiverOf[table.blocks()[entry]];
        if (receiver >= 0) {
          return true;
        }
        entry++;
      }
      sample++;
      while (sample >= rows.first() + rows.count()) {
        if (stopped.getAsBoolean()) {
          throw new CancellationException("stopped");
        }
        if (!rows.next()) {
          return false;
        }
      }
      entry = table.starts()[sample];
    }
  }

  @Override
  public int receiver() {
    return receiver;
  }

  @Override
  public byte[] record() {
    return BlockPieces.record(
        isTarget,
        table.from() + sample,
        table.classOf()[sample],
        table.masses()[entry],
        rows.features(),
        (sample - rows.first()) * d,
        d);
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
