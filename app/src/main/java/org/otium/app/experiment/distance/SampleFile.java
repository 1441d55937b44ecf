package org.otium.app.experiment.distance;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.app.experiment.SampledDataset;

/**
 * Samples for which there is no room in memory, in a file of this process: to read the dataset
 * again may mean to go through a thousand times as much. Where the file cannot be written, as when
 * the disk is full, it goes, and it is done without.
 */
final class SampleFile {
  private static final System.Logger LOG = System.getLogger("org.otium.app.experiment");

  private static final int BUFFER = 1 << 20;

  /** What is left in memory of a dataset: all but its features. */
  private record Kept(SampledDataset withoutFeatures, int rows, int columns, long at) {}

  private final Map<String, Kept> kept = new HashMap<>();
  private final Opening opening;
  private @Nullable Storage storage;
  private boolean isBroken;
  private long end;

  /** Where bytes are kept; several threads write and read at a time. */
  interface Storage extends Closeable {
    int write(ByteBuffer from, long at) throws IOException;

    int read(ByteBuffer into, long at) throws IOException;
  }

  /** Makes an empty storage, which is gone once it is closed. */
  @FunctionalInterface
  interface Opening {
    Storage open() throws IOException;
  }

  /** Nothing is written before it is needed. */
  SampleFile() {
    this(() -> stored(temporary()));
  }

  /** The same somewhere else than in a temporary file. */
  SampleFile(Opening opening) {
    this.opening = opening;
  }

  /** Bytes in an open file. */
  static Storage stored(FileChannel channel) {
    return new Storage() {
      @Override
      public int write(ByteBuffer from, long at) throws IOException {
        return channel.write(from, at);
      }

      @Override
      public int read(ByteBuffer into, long at) throws IOException {
        return channel.read(into, at);
      }

      @Override
      public void close() throws IOException {
        channel.close();
      }
    };
  }

  /** Where the next bytes go, or nothing if they are not to be kept. */
  private synchronized @Nullable Storage reserved(String key, long bytes, long[] at)
      throws IOException {
    if (isBroken || kept.containsKey(key)) {
      return null;
    }
    Storage known = storage;
    if (known == null) {
      known = opening.open();
      storage = known;
    }
    at[0] = end;
    end += bytes;
    return known;
  }

  /** Keeps samples, once for each key. */
  void put(String key, SampledDataset dataset) {
    LabeledDataset samples = dataset.samples();
    if (!(samples.labels() instanceof Labels.Hard)) {
      return;
    }
    try {
      float[] values = samples.features().array();
      long[] place = {0};
      Storage file = reserved(key, (long) Float.BYTES * values.length, place);
      if (file == null) {
        return;
      }
      long at = place[0];
      ByteBuffer buffer = buffer();
      for (int from = 0; from < values.length; from += BUFFER / Float.BYTES) {
        int count = Math.min(BUFFER / Float.BYTES, values.length - from);
        buffer.clear();
        buffer.asFloatBuffer().put(values, from, count);
        buffer.limit(count * Float.BYTES);
        while (buffer.hasRemaining()) {
          at += file.write(buffer, at);
        }
      }
      LabeledDataset bare =
          LabeledDataset.of(
                  samples.name(),
                  Matrix.wrap(samples.size(), 1, new float[samples.size()]),
                  samples.labels())
              .withClassNames(samples.classNames())
              .withWeights(samples.weights());
      Kept written =
          new Kept(
              new SampledDataset(dataset.about(), bare, dataset.leftOut()),
              samples.size(),
              samples.dimension(),
              place[0]);
      synchronized (this) {
        if (!isBroken) {
          kept.put(key, written);
        }
      }
    } catch (IOException e) {
      letGo();
    }
  }

  /** Samples that were kept. */
  Optional<SampledDataset> get(String key) {
    Kept found;
    Storage file;
    synchronized (this) {
      found = kept.get(key);
      file = storage;
    }
    if (found == null || file == null) {
      return Optional.empty();
    }
    float[] values = new float[found.rows() * found.columns()];
    try {
      ByteBuffer buffer = buffer();
      long at = found.at();
      for (int from = 0; from < values.length; from += BUFFER / Float.BYTES) {
        int count = Math.min(BUFFER / Float.BYTES, values.length - from);
        buffer.clear().limit(count * Float.BYTES);
        while (buffer.hasRemaining()) {
          int read = file.read(buffer, at);
          if (read < 0) {
            throw new IOException("the file of samples ends early");
          }
          at += read;
        }
        buffer.flip();
        buffer.asFloatBuffer().get(values, from, count);
      }
    } catch (IOException e) {
      letGo();
      return Optional.empty();
    }
    SampledDataset bare = found.withoutFeatures();
    LabeledDataset samples =
        LabeledDataset.of(
                bare.samples().name(),
                Matrix.wrap(found.rows(), found.columns(), values),
                bare.samples().labels())
            .withClassNames(bare.samples().classNames())
            .withShape(bare.about().used().shape())
            .withWeights(bare.samples().weights());
    return Optional.of(new SampledDataset(bare.about(), samples, bare.leftOut()));
  }

  private static ByteBuffer buffer() {
    return ByteBuffer.allocate(BUFFER).order(ByteOrder.nativeOrder());
  }

  private static FileChannel temporary() throws IOException {
    Path path = Files.createTempFile("otium-samples-", ".bin");
    FileChannel channel =
        FileChannel.open(
            path,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    removed(path);
    return channel;
  }

  /** Where an open file may be removed, none is left behind by a process that is killed. */
  private static void removed(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      path.toFile().deleteOnExit();
    }
  }

  /** A full disk is needed for other things, and what was read can be read again. */
  private void letGo() {
    try {
      close();
    } catch (UncheckedIOException e) {
      LOG.log(System.Logger.Level.DEBUG, "a file of samples cannot be closed", e);
    }
  }

  /** Lets go of the file. */
  void close() {
    Storage open;
    synchronized (this) {
      kept.clear();
      isBroken = true;
      open = storage;
      storage = null;
    }
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
