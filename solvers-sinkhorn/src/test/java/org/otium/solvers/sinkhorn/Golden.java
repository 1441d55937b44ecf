package org.otium.solvers.sinkhorn;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/** Reference values in float64, computed by other programs. */
final class Golden {
  private static final Path FOLDER =
      Path.of(System.getProperty("otium.root", "."), "..", "shared", "golden");

  private Golden() {}

  static void assumePresent() {
    Assumptions.assumeTrue(
        Files.exists(FOLDER.resolve("golden.json")), "no reference values at " + FOLDER);
  }

  static double scalar(String name) {
    try {
      String json = Files.readString(FOLDER.resolve("golden.json"));
      Matcher matcher =
          Pattern.compile("\"" + Pattern.quote(name) + "\":\\s*([-+.0-9eE]+)").matcher(json);
      if (!matcher.find()) {
        throw new IllegalArgumentException("no reference value " + name);
      }
      return Double.parseDouble(matcher.group(1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The values of a little-endian float64, float32 or uint8 array in C order. */
  static double[] array(String name) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(FOLDER.resolve(name + ".npy")));
      bytes.order(ByteOrder.LITTLE_ENDIAN);
      int headerLength = bytes.getShort(8);
      String header = StandardCharsets.ISO_8859_1.decode(bytes.slice(10, headerLength)).toString();
      if (header.contains("'fortran_order': True")) {
        throw new IllegalArgumentException(name + " is in Fortran order");
      }
      bytes.position(10 + headerLength);
      if (header.contains("<f8")) {
        double[] out = new double[bytes.remaining() / 8];
        bytes.asDoubleBuffer().get(out);
        return out;
      }
      if (header.contains("<f4")) {
        double[] out = new double[bytes.remaining() / 4];
        for (int k = 0; k < out.length; k++) {
          out[k] = bytes.getFloat();
        }
        return out;
      }
      if (header.contains("|u1")) {
        double[] out = new double[bytes.remaining()];
        for (int k = 0; k < out.length; k++) {
          out[k] = bytes.get() & 0xff;
        }
        return out;
      }
      throw new IllegalArgumentException(name + " has another type: " + header);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
