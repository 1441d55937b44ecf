package org.otium.data.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.otium.api.LabeledDataset;
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
  private final boolean weighted;
  private final int dimension;
  private final ParquetOutput out;

  ParquetRows(OutputStream file, SampleBatches samples, ParquetSettings settings, boolean weighted)
      throws IOException {
    this.samples = samples;
    this.layout = settings.layout();
    this.weighted = weighted;
    this.dimension = samples.shape().dimension();
    this.out = new ParquetOutput(file, schema(), settings.compress());
  }

  private List<ParquetOutput.Node> schema() {
    List<ParquetOutput.Node> nodes = new ArrayList<>();
    int features = layout == ParquetSettings.Layout.COLUMNS ? dimension : 1;
    nodes.add(
        ParquetOutput.Node.group(
            "schema", ParquetOutput.NO_TYPE, ParquetOutput.NO_TYPE, features + (weighted ? 2 : 1)));
    int required = ParquetOutput.REQUIRED;
    switch (layout) {
      case VECTORS -> {
        nodes.add(ParquetOutput.Node.group(FEATURES, required, ParquetOutput.LIST, 1));
        nodes.add(
            ParquetOutput.Node.group("list", ParquetOutput.REPEATED, ParquetOutput.NO_TYPE, 1));
        nodes.add(ParquetOutput.Node.leaf("element", ParquetOutput.FLOAT, required));
      }
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
    if (weighted) {
      nodes.add(ParquetOutput.Node.leaf(WEIGHT, ParquetOutput.DOUBLE, required));
    }
    return nodes;
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
        group(batch, from, Math.min(batch.size(), from + perGroup));
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

  private void group(LabeledDataset batch, int from, int to) throws IOException {
    switch (layout) {
      case VECTORS -> vectors(batch, from, to);
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
    if (weighted) {
      ByteBuffer weights = room((to - from) * Double.BYTES);
      for (int i = from; i < to; i++) {
        weights.putDouble(batch.weights().get(i));
      }
      out.column(ParquetOutput.DOUBLE, WEIGHT);
      out.page(to - from, NO_LEVELS, bytes(weights));
    }
    out.endGroup(to - from);
  }

  private void vectors(LabeledDataset batch, int from, int to) throws IOException {
    out.column(ParquetOutput.FLOAT, FEATURES, "list", "element");
    int perPage = Math.clamp((long) PAGE / (4L * dimension), 1, MOST_ROWS);
    for (int start = from; start < to; start += perPage) {
      int count = Math.min(perPage, to - start);
      ByteBuffer page = room(Math.multiplyExact(count * Float.BYTES, dimension));
      page.asFloatBuffer().put(batch.features().array(), start * dimension, count * dimension);
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
