package org.otium.app.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;

/** Many numbers in few characters: sixteen bits each, compressed, as text. */
final class Packed {
  private static final int MOST = 0xffff;

  private Packed() {}

  /**
   * Positions within a range, to a 65,535th of it.
   *
   * @param values finite values
   * @param low the range's start for each of the interleaved coordinates
   * @param high its end, above {@code low}
   * @return little-endian, compressed, in base 64
   */
  static String positions(float[] values, double[] low, double[] high) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < values.length; i++) {
      int axis = i % low.length;
      double share = (values[i] - low[axis]) / (high[axis] - low[axis]);
      bytes.putShort((short) Math.clamp(Math.round(MOST * share), 0, MOST));
    }
    return compressed(bytes.array());
  }

  /**
   * Small whole numbers.
   *
   * @param values from 0 to 65,535
   * @return little-endian, compressed, in base 64
   */
  static String whole(int[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int value : values) {
      if (value < 0 || value > MOST) {
        throw new IllegalArgumentException(value + " does not fit into sixteen bits");
      }
      bytes.putShort((short) value);
    }
    return compressed(bytes.array());
  }

  private static String compressed(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64.getEncoder().encodeToString(out.toByteArray());
  }
}
