package org.otium.data.idx;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.zip.GZIPOutputStream;
import org.otium.api.FeatureShape;
import org.otium.api.LabeledDataset;

/** Writes the elements of IDX files. */
final class IdxOutput {
  private static final int BUFFER = 1 << 16;

  private IdxOutput() {}

  static OutputStream gzip(OutputStream out) throws IOException {
    return new GZIPOutputStream(out, BUFFER);
  }

  /** Writes features as they are, or their range mapped to 0 … 255, rounded and clamped. */
  static void features(OutputStream out, LabeledDataset dataset, IdxElementType type)
      throws IOException {
    float[] values = dataset.features().array();
    FeatureShape shape = dataset.shape();
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

  static void labels(OutputStream out, int[] ids, IdxElementType type) throws IOException {
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
