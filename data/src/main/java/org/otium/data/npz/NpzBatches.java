package org.otium.data.npz;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipOutputStream;
import org.otium.api.FeatureShape;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.SampleBatches;
import org.otium.data.io.Batches;

/**
 * Writes the arrays of samples that come batch by batch. Features go straight into the file;
 * labels, whose arrays come after, wait in files beside it, so that no more than a batch is in
 * memory.
 */
final class NpzBatches implements AutoCloseable {
  private static final int FLOATS = 1 << 14;
  private final SampleBatches samples;
  private final int count;
  private final Waiting ids;
  private final Waiting starts;
  private final Waiting columns;
  private final Waiting shares;
  private long entries;

  /**
   * Prepares to write.
   *
   * @param beside a path that is free; the files with the labels are called after it
   */
  NpzBatches(SampleBatches samples, Path beside) throws IOException {
    if (samples.count() >= Integer.MAX_VALUE) {
      throw new InvalidInputException(
          samples.count() + " samples in one array", "Write fewer to one file.");
    }
    this.samples = samples;
    this.count = (int) samples.count();
    this.ids = new Waiting(beside, "ids");
    this.starts = new Waiting(beside, "starts");
    this.columns = new Waiting(beside, "columns");
    this.shares = new Waiting(beside, "shares");
  }

  void write(ZipOutputStream zip) throws IOException {
    NpzFile.entry(zip, "features");
    header(NpyType.F4, sizes(samples.shape())).write(zip);
    try {
      features(zip);
    } catch (UncheckedIOException e) {
      throw new IOException(e.getCause());
    }
    zip.closeEntry();
    if (samples.areSoft()) {
      // An int array can hold no more than this.
      boolean fits = entries <= Integer.MAX_VALUE;
      if (!fits) {
        throw new InvalidInputException(
            entries + " shares of classes in one array", "Write fewer samples to one file.");
      }
      int[] classes = samples.classIds();
      NpzFile.entry(zip, "class_ids");
      NpyContent.write(zip, NpyArray.of(classes, classes.length));
      zip.closeEntry();
      copy(zip, "soft_labels", NpyType.F4, shares, (int) entries);
      copy(zip, NpzFormat.SOFT_STARTS, NpyType.I4, starts, count + 1);
      copy(zip, NpzFormat.SOFT_COLUMNS, NpyType.I4, columns, (int) entries);
    } else {
      copy(zip, "labels", NpyType.I4, ids, count);
    }
  }

  private List<Integer> sizes(FeatureShape shape) {
    boolean vector = shape.height() == 1 && shape.width() == 1;
    return vector
        ? List.of(count, shape.channels())
        : shape.channels() == 1
            ? List.of(count, shape.height(), shape.width())
            : List.of(count, shape.height(), shape.width(), shape.channels());
  }

  private static NpyHeader header(NpyType type, List<Integer> sizes) {
    return new NpyHeader(type, 1, ByteOrder.LITTLE_ENDIAN, false, sizes);
  }

  private void features(OutputStream out) throws IOException {
    int[] known = samples.classIds();
    ByteBuffer chunk = ByteBuffer.allocate(4 * FLOATS).order(ByteOrder.LITTLE_ENDIAN);
    long written = 0;
    starts.putInt(0);
    while (samples.batches().hasNext()) {
      LabeledDataset batch = samples.batches().next();
      Batches.require(samples, batch, written);
      float[] values = batch.features().array();
      for (int at = 0; at < values.length; at += FLOATS) {
        int length = Math.min(FLOATS, values.length - at);
        chunk.asFloatBuffer().put(values, at, length);
        out.write(chunk.array(), 0, 4 * length);
      }
      for (int i = 0; i < batch.size(); i++) {
        label(batch, i, known);
      }
      written += batch.size();
    }
    Batches.requireAll(samples, written);
  }

  private void label(LabeledDataset batch, int sample, int[] known) throws IOException {
    if (!samples.areSoft()) {
      int id = batch.labels().classOf(sample);
      Batches.requireKnown(samples, known, id);
      ids.putInt(id);
      return;
    }
    batch
        .labels()
        .forEachShare(
            sample,
            (classId, share) -> {
              Batches.requireKnown(samples, known, classId);
              columns.buffer.putInt(Arrays.binarySearch(known, classId));
              shares.buffer.putFloat(share);
              columns.drainIfFull();
              shares.drainIfFull();
              entries++;
            });
    starts.putInt((int) entries);
  }

  private static void copy(
      ZipOutputStream zip, String name, NpyType type, Waiting values, int length)
      throws IOException {
    NpzFile.entry(zip, name);
    header(type, List.of(length)).write(zip);
    values.copyTo(zip);
    zip.closeEntry();
  }

  @Override
  public void close() throws IOException {
    for (Waiting file : List.of(ids, starts, columns, shares)) {
      file.close();
    }
  }

  /** Values of four bytes in a file that is made when there is something to put into it. */
  private static final class Waiting implements AutoCloseable {
    private final Path path;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
    private final OutputStream out;

    Waiting(Path beside, String what) throws IOException {
      this.path = beside.resolveSibling(beside.getFileName() + "." + what);
      this.out =
          new BufferedOutputStream(
              Files.newOutputStream(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    }

    void putInt(int value) {
      buffer.putInt(value);
      drainIfFull();
    }

    void drainIfFull() {
      if (!buffer.hasRemaining()) {
        drain();
      }
    }

    private void drain() {
      try {
        out.write(buffer.array(), 0, buffer.position());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      buffer.clear();
    }

    void copyTo(OutputStream to) throws IOException {
      drain();
      out.flush();
      try (InputStream in = Files.newInputStream(path)) {
        in.transferTo(to);
      }
    }

    @Override
    public void close() throws IOException {
      out.close();
      Files.deleteIfExists(path);
    }
  }
}
