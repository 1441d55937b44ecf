package org.otium.app.experiment.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.otium.spi.ClusterWork;

/**
 * Reads each file once for all that is asked of its rows before they go to their blocks: moments of
 * the classes, which go to their dataset and are merged there, and the rows that are wanted first,
 * which stay in a file.
 */
final class ReadPieces implements ClusterWork.Pieces {
  /** So many neighbours are merged into one. */
  private static final int FAN_IN = 16;

  private final PartsPlan plan;
  private final FileMoments moments;
  private final List<Integer> wanted;
  private final List<Integer> measured;

  /**
   * Reads what a job says.
   *
   * @param wanted the datasets that are read, in the order of the receivers
   * @param measured those of them of which there are to be moments
   */
  ReadPieces(PartsPlan plan, FileMoments moments, List<Integer> wanted, List<Integer> measured) {
    this.plan = plan;
    this.moments = moments;
    this.wanted = List.copyOf(wanted);
    this.measured = List.copyOf(measured);
  }

  @Override
  public byte[] piece(String key, BooleanSupplier stopped) {
    throw new UnsupportedOperationException("what files give goes to their dataset");
  }

  @Override
  public Sending send(String key, BooleanSupplier stopped) {
    String[] words = key.split(" ", -1);
    int dataset = Integer.parseInt(words[0]);
    int file = Integer.parseInt(words[1]);
    return new Sending() {
      private boolean sent;
      private byte[] record = {};

      @Override
      public boolean next() throws IOException {
        boolean isFirst = !sent;
        if (isFirst) {
          record = read(dataset, file, stopped);
          sent = true;
        }
        return isFirst;
      }

      @Override
      public int receiver() {
        return wanted.indexOf(dataset);
      }

      @Override
      public byte[] record() {
        return record;
      }

      @Override
      public void close() {}
    };
  }

  private byte[] read(int number, int file, BooleanSupplier stopped) throws IOException {
    PartedDataset dataset = plan.dataset(number);
    FirstRows.Taking taking =
        new FirstRows.Taking(
            FirstRows.wanted(plan.files(), number),
            dataset.first(file),
            dataset.rows().get(file),
            dataset.dimension());
    byte[] own = {};
    if (measured.contains(number)) {
      own = moments.of(dataset, file, stopped, taking);
    } else if (!taking.wantsNone()) {
      try (PartedRows rows = dataset.rows(file)) {
        while (rows.next()) {
          if (stopped.getAsBoolean()) {
            throw new CancellationException("stopped");
          }
          taking.rows(rows);
        }
      }
    }
    taking.taken().write(plan.files(), plan.files().first(number, file));
    return own;
  }

  /** Merges neighbours in a tree, which the order of the files alone decides, as they arrive. */
  @Override
  public byte[] receive(String key, Iterator<byte[]> records, BooleanSupplier stopped)
      throws IOException {
    List<byte[]> sums = new ArrayList<>();
    List<Integer> counts = new ArrayList<>();
    while (records.hasNext()) {
      add(sums, counts, 0, records.next());
      if (stopped.getAsBoolean()) {
        throw new CancellationException("stopped");
      }
    }
    byte[] all = null;
    for (int level = 0; level < sums.size(); level++) {
      if (counts.get(level) > 0) {
        // What came later is merged into what came before it, and is the smaller part.
        all = all == null ? sums.get(level) : moments.merge(sums.get(level), all);
      }
    }
    byte[] merged = all == null ? new byte[0] : all;
    plan.files()
        .write(plan.files().moments(Integer.parseInt(key)), fresh -> Files.write(fresh, merged));
    return new byte[0];
  }

  private void add(List<byte[]> sums, List<Integer> counts, int level, byte[] next) {
    if (level == sums.size()) {
      sums.add(next);
      counts.add(1);
      return;
    }
    boolean isEmpty = counts.get(level) == 0;
    sums.set(level, isEmpty ? next : moments.merge(sums.get(level), next));
    counts.set(level, isEmpty ? 1 : counts.get(level) + 1);
    if (counts.get(level) == FAN_IN) {
      byte[] whole = sums.get(level);
      counts.set(level, 0);
      add(sums, counts, level + 1, whole);
    }
  }
}
