package org.otium.data.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.otium.api.LabeledDataset;
import org.otium.api.Matrix;
import org.otium.api.SampleBatches;
import org.otium.data.images.Pictures;
import org.otium.data.io.Batches;

/** Writes samples as groups of rows, a group at a time. */
final class ParquetRows {
  /** What a page holds before it is packed, roughly. */
  private static final int PAGE = 1 << 20;

  private static final int PAGES_PER_GROUP = 16;
  private static final int MOST_ROWS = 1 << 16;
  private static final byte[] NO_LEVELS = {};
  private static final String FEATURES = "features";
  private static final String IMAGE = "image";
  private static final String LABEL = "label";
  private static final String WEIGHT = "weight";
  private final SampleBatches samples;
  private final ParquetSettings.Layout layout;

  /** Which sample of all has which mass; nothing where all weigh the same. */
  private final double @Nullable [] masses;

  private final int dimension;
  private final ParquetOutput out;

  ParquetRows(
      OutputStream file,
      SampleBatches samples,
      ParquetSettings settings,
      double @Nullable [] masses)
      throws IOException {
    this.samples = samples;
    this.layout = settings.layout();
    this.masses = masses;
    this.dimension = samples.shape().dimension();
    this.out = new ParquetOutput(file, schema(), settings.compress());
  }

  private List<ParquetOutput.Node> schema() {
    List<ParquetOutput.Node> nodes = new ArrayList<>();
    int features = layout == ParquetSettings.Layout.COLUMNS ? dimension : 1;
    nodes.add(
        ParquetOutput.Node.group(
            "schema",
            ParquetOutput.NO_TYPE,
            ParquetOutput.NO_TYPE,
            features + 1 + (masses == null ? 0 : 1) + (samples.areSoft() ? 1 : 0)));
    int required = ParquetOutput.REQUIRED;
    switch (layout) {
      case VECTORS -> list(FEATURES, nodes);
      case COLUMNS -> {
        for (int j = 0; j < dimension; j++) {
          nodes.add(ParquetOutput.Node.leaf("f" + j, ParquetOutput.FLOAT, required));
        }
      }
      case IMAGES -> {
        int optional = ParquetOutput.OPTIONAL;
        nodes.add(ParquetOutput.Node.group(IMAGE, optional, ParquetOutput.NO_TYPE, 2));
        nodes.add(ParquetOutput.Node.leaf("bytes", ParquetOutput.BYTES, optional));
        nodes.add(
            new ParquetOutput.Node("path", ParquetOutput.BYTES, optional, ParquetOutput.TEXT, 0));
      }
    }
    int label = layout == ParquetSettings.Layout.IMAGES ? ParquetOutput.INT64 : ParquetOutput.INT32;
    nodes.add(ParquetOutput.Node.leaf(LABEL, label, required));
    if (masses != null) {
      nodes.add(ParquetOutput.Node.leaf(WEIGHT, ParquetOutput.DOUBLE, required));
    }
    if (samples.areSoft()) {
      list(About.SHARES, nodes);
    }
    return nodes;
  }

  private static void list(String name, List<ParquetOutput.Node> nodes) {
    nodes.add(ParquetOutput.Node.group(name, ParquetOutput.REQUIRED, ParquetOutput.LIST, 1));
    nodes.add(ParquetOutput.Node.group("list", ParquetOutput.REPEATED, ParquetOutput.NO_TYPE, 1));
    nodes.add(ParquetOutput.Node.leaf("element", ParquetOutput.FLOAT, ParquetOutput.REQUIRED));
  }

  /** Writes the whole file. */
  void write(Map<String, String> about) throws IOException {
    int[] known = samples.classIds();
    long written = 0;
    int perGroup = Math.clamp((long) PAGE * PAGES_PER_GROUP / (4L * dimension), 1, MOST_ROWS);
    while (samples.batches().hasNext()) {
      LabeledDataset batch = samples.batches().next();
      Batches.require(samples, batch, written);
      for (int i = 0; i < batch.size(); i++) {
        Batches.requireKnown(samples, known, batch.labels().classOf(i));
      }
      for (int from = 0; from < batch.size(); from += perGroup) {
        group(batch, from, Math.min(batch.size(), from + perGroup), (int) written + from);
      }
      written += batch.size();
    }
    Batches.requireAll(samples, written);
    out.finish(about);
  }

  private static ByteBuffer room(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] bytes(ByteBuffer room) {
    byte[] bytes = new byte[room.capacity()];
    room.get(0, bytes);
    return bytes;
  }

  private void group(LabeledDataset batch, int from, int to, int first) throws IOException {
    switch (layout) {
      case VECTORS -> vectors(FEATURES, batch.features(), 0, from, to);
      case COLUMNS -> columns(batch, from, to);
      case IMAGES -> images(batch, from, to);
    }
    boolean wide = layout == ParquetSettings.Layout.IMAGES;
    ByteBuffer labels = room((to - from) * (wide ? Long.BYTES : Integer.BYTES));
    for (int i = from; i < to; i++) {
      if (wide) {
        labels.putLong(batch.labels().classOf(i));
      } else {
        labels.putInt(batch.labels().classOf(i));
      }
    }
    out.column(wide ? ParquetOutput.INT64 : ParquetOutput.INT32, LABEL);
    out.page(to - from, NO_LEVELS, bytes(labels));
    if (masses != null) {
      ByteBuffer weights = room((to - from) * Double.BYTES);
      for (int i = 0; i < to - from; i++) {
        weights.putDouble(masses[first + i]);
      }
      out.column(ParquetOutput.DOUBLE, WEIGHT);
      out.page(to - from, NO_LEVELS, bytes(weights));
    }
    if (samples.areSoft()) {
      vectors(About.SHARES, shares(batch, from, to), from, from, to);
    }
    out.endGroup(to - from);
  }

  /** Shares of all classes that were announced, which the classes of a batch may be some of. */
  private Matrix shares(LabeledDataset batch, int from, int to) {
    int[] known = samples.classIds();
    float[] shares = new float[Math.multiplyExact(to - from, known.length)];
    for (int i = from; i < to; i++) {
      int at = (i - from) * known.length;
      batch
          .labels()
          .forEachShare(
              i,
              (classId, share) -> {
                Batches.requireKnown(samples, known, classId);
                shares[at + Arrays.binarySearch(known, classId)] = share;
              });
    }
    return Matrix.wrap(to - from, known.length, shares);
  }

  /** Rows of a matrix, of which the first is row {@code offset} of the batch. */
  private void vectors(String name, Matrix matrix, int offset, int from, int to)
      throws IOException {
    int dimension = matrix.columns();
    out.column(ParquetOutput.FLOAT, name, "list", "element");
    int perPage = Math.clamp((long) PAGE / (4L * dimension), 1, MOST_ROWS);
    for (int start = from; start < to; start += perPage) {
      int count = Math.min(perPage, to - start);
      ByteBuffer page = room(Math.multiplyExact(count * Float.BYTES, dimension));
      page.asFloatBuffer().put(matrix.array(), (start - offset) * dimension, count * dimension);
      int[] runs = new int[4 * count];
      for (int i = 0; i < count; i++) {
        // Each list begins with a 0 and goes on with 1.
        runs[4 * i] = 1;
        runs[4 * i + 2] = dimension - 1;
        runs[4 * i + 3] = 1;
      }
      byte[] begins = ParquetOutput.levels(runs);
      byte[] present = ParquetOutput.levels(new int[] {count * dimension, 1});
      out.page(count * dimension, joined(begins, present), bytes(page));
    }
  }

  private static byte[] joined(byte[] a, byte[] b) {
    return ByteBuffer.allocate(a.length + b.length).put(a).put(b).array();
  }

  private void columns(LabeledDataset batch, int from, int to) throws IOException {
    for (int j = 0; j < dimension; j++) {
      ByteBuffer page = room((to - from) * Float.BYTES);
      for (int i = from; i < to; i++) {
        page.putFloat(batch.features().get(i, j));
      }
      out.column(ParquetOutput.FLOAT, "f" + j);
      out.page(to - from, NO_LEVELS, bytes(page));
    }
  }

  private void images(LabeledDataset batch, int from, int to) throws IOException {
    out.column(ParquetOutput.BYTES, IMAGE, "bytes");
    ByteArrayOutputStream page = new ByteArrayOutputStream();
    int begun = from;
    for (int i = from; i < to; i++) {
      ByteArrayOutputStream png = new ByteArrayOutputStream();
      Pictures.png(batch, i, png);
      page.writeBytes(bytes(room(Integer.BYTES).putInt(png.size())));
      png.writeTo(page);
      if (page.size() >= PAGE || i == to - 1) {
        int count = i + 1 - begun;
        out.page(count, ParquetOutput.levels(new int[] {count, 2}), page.toByteArray());
        page.reset();
        begun = i + 1;
      }
    }
    // The structure is there, its path is not.
    out.column(ParquetOutput.BYTES, IMAGE, "path");
    out.page(to - from, ParquetOutput.levels(new int[] {to - from, 1}), NO_LEVELS);
  }
}
