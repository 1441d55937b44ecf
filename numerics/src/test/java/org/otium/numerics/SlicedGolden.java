package org.otium.numerics;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.otium.api.Matrix;

/** Reference values among the test resources. */
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

  static Matrix matrix(int rows, int columns, double[] values, double scale) {
    float[] floats = new float[rows * columns];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) (values[i] * scale);
    }
    return Matrix.wrap(rows, columns, floats);
  }
}
