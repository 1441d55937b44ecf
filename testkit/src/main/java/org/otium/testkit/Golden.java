package org.otium.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;

/**
 * Reference values that were computed elsewhere in double precision. Small ones lie among the
 * resources of the tests that read them, in {@code reference-values/}; the others in a folder
 * beside the repository, and a test that needs one of those is skipped where that folder is absent.
 */
public final class Golden {
  /** No name of a package, so no module hides what is in it. */
  private static final String RESOURCES = "reference-values/";

  private static final Path FOLDER =
      Path.of(System.getProperty("otium.root", "."), "..", "shared", "golden");

  private Golden() {}

  /**
   * One side of case A: 200 images with their labels, features = byte / 255.
   *
   * @param side {@code x} or {@code y}
   * @return the dataset
   */
  public static LabeledDataset images(String side) {
    float[] features = floats("A_" + side + "_u8.npy");
    for (int i = 0; i < features.length; i++) {
      features[i] /= 255;
    }
    return LabeledDataset.of(
        side,
        Matrix.wrap(features.length / 784, 784, features),
        Labels.hard(ints("A_" + side + "_label.npy")));
  }

  /**
   * An array, rounded to float.
   *
   * @param file its name
   * @return its values in C order
   */
  public static float[] floats(String file) {
    double[] values = doubles(file);
    float[] out = new float[values.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) values[i];
    }
    return out;
  }

  /**
   * An array of integers.
   *
   * @param file its name
   * @return its values in C order
   */
  public static int[] ints(String file) {
    double[] values = doubles(file);
    int[] out = new int[values.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (int) values[i];
    }
    return out;
  }

  /**
   * An array of a little-endian npy file of version 1 in C order, of type u1, i4 or f8.
   *
   * @param file its name
   * @return its values
   */
  public static double[] doubles(String file) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(read(file)).order(ByteOrder.LITTLE_ENDIAN);
      int headerLength = bytes.getShort(8);
      String header = new String(bytes.array(), 10, headerLength, StandardCharsets.US_ASCII);
      Matcher type = Pattern.compile("'descr': '[<|]([a-z][0-9])'").matcher(header);
      if (!type.find() || !header.contains("'fortran_order': False")) {
        throw new IllegalStateException(header);
      }
      bytes.position(10 + headerLength);
      int size = type.group(1).charAt(1) - '0';
      double[] values = new double[bytes.remaining() / size];
      for (int i = 0; i < values.length; i++) {
        values[i] =
            switch (type.group(1)) {
              case "u1" -> Byte.toUnsignedInt(bytes.get());
              case "i4" -> bytes.getInt();
              case "f8" -> bytes.getDouble();
              default -> throw new IllegalStateException(header);
            };
      }
      return values;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] read(String file) throws IOException {
    try (InputStream resource =
        Golden.class.getClassLoader().getResourceAsStream(RESOURCES + file)) {
      if (resource != null) {
        return resource.readAllBytes();
      }
    }
    Path path = FOLDER.resolve(file);
    assumeTrue(Files.exists(path), () -> "the folder of reference values is absent: " + path);
    return Files.readAllBytes(path);
  }
}
