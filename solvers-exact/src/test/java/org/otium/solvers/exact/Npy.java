package org.otium.solvers.exact;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Reads the reference arrays that lie beside the tests. */
record Npy(String type, ByteBuffer data) {
  static Npy resource(String name) throws IOException {
    try (InputStream in = Npy.class.getResourceAsStream(name + ".npy")) {
      return of(Objects.requireNonNull(in, name).readAllBytes());
    }
  }

  private static Npy of(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int length = buffer.getShort(8);
    String header = new String(bytes, 10, length, StandardCharsets.ISO_8859_1);
    String type = header.replaceAll("(?s).*'descr': '[<|]([a-z]\\d)'.*", "$1");
    return new Npy(type, buffer.position(10 + length).slice().order(ByteOrder.LITTLE_ENDIAN));
  }

  double[] doubles() {
    int width = Integer.parseInt(type.substring(1));
    double[] out = new double[data.capacity() / width];
    for (int i = 0; i < out.length; i++) {
      out[i] =
          switch (type) {
            case "f8" -> data.getDouble(i * width);
            case "i4" -> data.getInt(i * width);
            case "u1" -> Byte.toUnsignedInt(data.get(i));
            default -> throw new IllegalStateException(type);
          };
    }
    return out;
  }
}
