package org.otium.app.experiment.parts;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.otium.api.GaussianFamily;
import org.otium.api.LinearAlgebra;
import org.otium.data.parquet.ParquetParts;
import org.otium.numerics.SampleMoments;

/**
 * The moments of the classes of one file, and of several. The bytes depend on the files and their
 * order alone: rows are taken some at a time, and merged in a tree.
 *
 * @param plan whose datasets
 * @param algebra for products
 */
record FileMoments(PartsPlan plan, LinearAlgebra algebra) {
  private static final GaussianFamily.Form FORM = GaussianFamily.Form.FULL;

  /** Looks at rows as they go by. */
  @FunctionalInterface
  interface Seeing {
    void rows(PartedRows rows);
  }

  /** The moments of a file, whose rows are shown to somebody else as well. */
  byte[] of(PartedDataset dataset, int file, BooleanSupplier stopped, Seeing seeing)
      throws IOException {
    int d = dataset.dimension();
    ParquetParts.Labelled labels = dataset.labels(file);
    ClassMoments moments = new ClassMoments(FORM, d, algebra);
    try (PartedRows rows = dataset.rows(file)) {
      while (rows.next()) {
        seeing.rows(rows);
        moments.add(rows.features(), rows.count(), labels, rows.first(), stopped);
      }
    }
    return bytes(moments.merged());
  }

  /** What two sets of files give together, from what each of them gave. */
  byte[] merge(byte[] first, byte[] second) {
    int d = plan.target().dimension();
    Map<Integer, SampleMoments> merged = new TreeMap<>(moments(first, d));
    moments(second, d)
        .forEach((classId, others) -> merged.merge(classId, others, SampleMoments::merge));
    return bytes(merged);
  }

  private byte[] bytes(Map<Integer, SampleMoments> moments) {
    int d = plan.target().dimension();
    int each = Integer.BYTES + Double.BYTES * SampleMoments.none(FORM, d).numbers().length;
    ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(moments.size(), each));
    moments.forEach(
        (classId, own) -> {
          bytes.putInt(classId);
          for (double number : own.numbers()) {
            bytes.putDouble(number);
          }
        });
    return bytes.array();
  }

  /** The moments that a piece or all of them gave, by class. */
  static Map<Integer, SampleMoments> moments(byte[] content, int d) {
    Map<Integer, SampleMoments> moments = new TreeMap<>();
    ByteBuffer bytes = ByteBuffer.wrap(content);
    double[] numbers = SampleMoments.none(FORM, d).numbers();
    while (bytes.remaining() >= Integer.BYTES + Double.BYTES * numbers.length) {
      int classId = bytes.getInt();
      for (int j = 0; j < numbers.length; j++) {
        numbers[j] = bytes.getDouble();
      }
      moments.put(classId, SampleMoments.of(FORM, d, numbers));
    }
    return moments;
  }
}
