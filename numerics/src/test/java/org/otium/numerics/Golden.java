package org.otium.numerics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Reads the reference values of {@code ../shared/golden}, NumPy arrays in row-major order. */
final class Golden {
  private Golden() {}

  static double[] read(String name) {
    Path file =
        Path.of(System.getProperty("otium.root", "."))
            .resolve("../shared/golden/" + name + ".npy")
            .normalize();
    Assumptions.assumeTrue(Files.exists(file), "there are no reference values at " + file);
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
      int header = bytes.getShort(8) & 0xffff;
      String text = new String(bytes.array(), 10, header, StandardCharsets.US_ASCII);
      bytes.position(10 + header);
      if (text.contains("'|u1'")) {
        double[] out = new double[bytes.remaining()];
        for (int i = 0; i < out.length; i++) {
          out[i] = bytes.get() & 0xff;
        }
        return out;
      }
      if (text.contains("'<i4'")) {
        double[] out = new double[bytes.remaining() / Integer.BYTES];
        for (int i = 0; i < out.length; i++) {
          out[i] = bytes.getInt();
        }
        return out;
      }
      if (text.contains("'<i8'")) {
        double[] out = new double[bytes.remaining() / Long.BYTES];
        for (int i = 0; i < out.length; i++) {
          out[i] = bytes.getLong();
        }
        return out;
      }
      if (!text.contains("'<f8'")) {
        throw new IOException("unknown type in " + text);
      }
      double[] out = new double[bytes.remaining() / Double.BYTES];
      bytes.asDoubleBuffer().get(out);
      return out;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
