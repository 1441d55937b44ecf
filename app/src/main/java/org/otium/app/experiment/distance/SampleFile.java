package org.otium.app.experiment.distance;

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
 * again may mean to go through a thousand times as much. Where the file cannot be written, it is
 * done without.
 */
final class SampleFile {
  private static final int BUFFER = 1 << 20;

  /** What is left in memory of a dataset: all but its features. */
  private record Kept(SampledDataset withoutFeatures, int rows, int columns, long at) {}

  private final Map<String, Kept> kept = new HashMap<>();
  private @Nullable FileChannel channel;
  private boolean isBroken;
  private long end;

  /** Nothing is written before it is needed. */
  SampleFile() {}

  /** Keeps samples, once for each key. */
  synchronized void put(String key, SampledDataset dataset) {
    LabeledDataset samples = dataset.samples();
    if (isBroken || kept.containsKey(key) || !(samples.labels() instanceof Labels.Hard)) {
      return;
    }
    try {
      FileChannel file = opened();
      long at = end;
      float[] values = samples.features().array();
      ByteBuffer buffer = buffer();
      for (int from = 0; from < values.length; from += BUFFER / Float.BYTES) {
        int count = Math.min(BUFFER / Float.BYTES, values.length - from);
        buffer.clear();
        buffer.asFloatBuffer().put(values, from, count);
        buffer.limit(count * Float.BYTES);
        while (buffer.hasRemaining()) {
          end += file.write(buffer, end);
        }
      }
      LabeledDataset bare =
          LabeledDataset.of(
                  samples.name(),
                  Matrix.wrap(samples.size(), 1, new float[samples.size()]),
                  samples.labels())
              .withClassNames(samples.classNames())
              .withWeights(samples.weights());
      kept.put(
          key,
          new Kept(
              new SampledDataset(dataset.about(), bare, dataset.leftOut()),
              samples.size(),
              samples.dimension(),
              at));
    } catch (IOException e) {
      isBroken = true;
    }
  }

  /** Samples that were kept. */
  synchronized Optional<SampledDataset> get(String key) {
    Kept found = kept.get(key);
    FileChannel file = channel;
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
      isBroken = true;
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

  private FileChannel opened() throws IOException {
    FileChannel known = channel;
    if (known == null) {
      Path path = Files.createTempFile("otium-samples-", ".bin");
      known =
          FileChannel.open(
              path,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
      removed(path);
      channel = known;
    }
    return known;
  }

  /** Where an open file may be removed, none is left behind by a process that is killed. */
  private static void removed(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      path.toFile().deleteOnExit();
    }
  }

  /** Lets go of the file. */
  synchronized void close() {
    kept.clear();
    isBroken = true;
    FileChannel open = channel;
    channel = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
