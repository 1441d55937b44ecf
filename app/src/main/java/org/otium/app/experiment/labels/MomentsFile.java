package org.otium.app.experiment.labels;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.otium.api.GaussianFamily;
import org.otium.numerics.SampleMoments;

/** The moments of the classes of a dataset in a file, or of one class on its way. */
final class MomentsFile {
  private MomentsFile() {}

  /** The moments of a class as they are sent. */
  static byte[] bytes(int classId, SampleMoments moments) {
    double[] numbers = moments.numbers();
    ByteBuffer bytes =
        ByteBuffer.allocate(
            Math.addExact(2 * Integer.BYTES, Math.multiplyExact(Double.BYTES, numbers.length)));
    bytes.putInt(classId).putInt(moments.dimension());
    bytes.asDoubleBuffer().put(numbers);
    return bytes.array();
  }

  static int classId(byte[] bytes) {
    return ByteBuffer.wrap(bytes).getInt();
  }

  static SampleMoments moments(byte[] bytes, GaussianFamily.Form form) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes, Integer.BYTES, bytes.length - Integer.BYTES);
    int dimension = buffer.getInt();
    double[] numbers = new double[buffer.remaining() / Double.BYTES];
    buffer.asDoubleBuffer().get(numbers);
    return SampleMoments.of(form, dimension, numbers);
  }

  /** Writes a new file. Classes of which no sample has mass are left out. */
  static void write(Path file, SortedMap<Integer, SampleMoments> moments) throws IOException {
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      out.writeInt(Math.toIntExact(moments.values().stream().filter(m -> m.count() > 0).count()));
      for (var entry : moments.entrySet()) {
        if (entry.getValue().count() > 0) {
          byte[] own = bytes(entry.getKey(), entry.getValue());
          out.writeInt(own.length);
          out.write(own);
        }
      }
    }
  }

  static SortedMap<Integer, SampleMoments> read(Path file, GaussianFamily.Form form)
      throws IOException {
    SortedMap<Integer, SampleMoments> moments = new TreeMap<>();
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      int classes = in.readInt();
      for (int k = 0; k < classes; k++) {
        byte[] own = new byte[in.readInt()];
        in.readFully(own);
        moments.put(classId(own), moments(own, form));
      }
    }
    return moments;
  }
}
