package org.otium.numerics;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Assumptions;
import org.otium.api.Matrix;

/** Reference values. */
final class SlicedGolden {
  private SlicedGolden() {}

  /** An array among the test resources. */
  static double[] small(String name) {
    try (InputStream in = SlicedGolden.class.getResourceAsStream("sliced-golden.txt")) {
      String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
      String line = text.lines().filter(l -> l.startsWith(name + " ")).findFirst().orElseThrow();
      return Arrays.stream(line.substring(name.length() + 1).split(" "))
          .mapToDouble(Double::parseDouble)
          .toArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An array of the golden folder, flat; skips the test where the folder is absent. */
  static double[] large(String name) {
    Path file =
        Path.of(System.getProperty("otium.root", "."), "..", "shared", "golden", name + ".npy");
    Assumptions.assumeTrue(Files.exists(file), "no golden values at " + file);
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
      int header = Short.toUnsignedInt(bytes.getShort(8));
      byte[] text = new byte[header];
      bytes.get(10, text);
      boolean small = new String(text, StandardCharsets.US_ASCII).contains("|u1");
      bytes.position(10 + header);
      double[] values = new double[bytes.remaining() / (small ? 1 : Double.BYTES)];
      for (int i = 0; i < values.length; i++) {
        values[i] = small ? Byte.toUnsignedInt(bytes.get()) : bytes.getDouble();
      }
      return values;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Matrix matrix(int rows, int columns, double[] values, double scale) {
    float[] floats = new float[rows * columns];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) (values[i] * scale);
    }
    return Matrix.wrap(rows, columns, floats);
  }
}
