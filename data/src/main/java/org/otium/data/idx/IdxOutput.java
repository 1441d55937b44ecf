package org.otium.data.idx;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.zip.GZIPOutputStream;
import org.otium.api.FeatureShape;
import org.otium.api.LabeledDataset;
import org.otium.api.SampleBatches;
import org.otium.data.io.Batches;

/** Writes the elements of IDX files. */
final class IdxOutput {
  private static final int BUFFER = 1 << 16;

  private IdxOutput() {}

  static OutputStream gzip(OutputStream out) throws IOException {
    return new GZIPOutputStream(out, BUFFER);
  }

  /** Writes the features and labels of samples, batch by batch. */
  static void batches(
      OutputStream features,
      OutputStream labels,
      SampleBatches samples,
      IdxElementType type,
      IdxElementType labelType)
      throws IOException {
    int[] known = samples.classIds();
    long written = 0;
    while (samples.batches().hasNext()) {
      LabeledDataset batch = samples.batches().next();
      Batches.require(samples, batch, written);
      features(features, batch, samples.shape(), type);
      int[] ids = new int[batch.size()];
      for (int i = 0; i < ids.length; i++) {
        ids[i] = batch.labels().classOf(i);
        Batches.requireKnown(samples, known, ids[i]);
      }
      labels(labels, ids, labelType);
      written += batch.size();
    }
    Batches.requireAll(samples, written);
  }

  /** Writes features as they are, or their range mapped to 0 … 255, rounded and clamped. */
  private static void features(
      OutputStream out, LabeledDataset dataset, FeatureShape shape, IdxElementType type)
      throws IOException {
    float[] values = dataset.features().array();
    double scale = 255 / (shape.high() - shape.low());
    int d = dataset.dimension();
    ByteBuffer row = ByteBuffer.allocate(d * type.bytes());
    for (int i = 0; i < dataset.size(); i++) {
      row.clear();
      for (int j = 0; j < d; j++) {
        float value = values[i * d + j];
        if (type == IdxElementType.FLOAT) {
          row.putFloat(value);
        } else {
          row.put((byte) Math.clamp(Math.round((value - shape.low()) * scale), 0, 255));
        }
      }
      out.write(row.array());
    }
  }

  private static void labels(OutputStream out, int[] ids, IdxElementType type) throws IOException {
    ByteBuffer all = ByteBuffer.allocate(Math.multiplyExact(ids.length, type.bytes()));
    for (int id : ids) {
      if (type == IdxElementType.INT) {
        all.putInt(id);
      } else {
        all.put((byte) id);
      }
    }
    out.write(all.array());
  }
}
