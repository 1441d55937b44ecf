package org.otium.data.npz;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.otium.api.InvalidInputException;

/**
 * The header of an npy array, versions 1 to 3.
 *
 * @param type element type
 * @param width characters of a text; 1 for numbers
 * @param order byte order
 * @param fortran whether the first index runs fastest
 * @param shape sizes
 */
record NpyHeader(NpyType type, int width, ByteOrder order, boolean fortran, List<Integer> shape) {
  private static final int LONGEST = 1 << 16;
  private static final int MAX_DIMENSIONS = 32;
  private static final int MAX_WIDTH = 1 << 16;
  private static final int ALIGNMENT = 64;
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

  int elementBytes() {
    return type == NpyType.TEXT ? 4 * width : type.bytes();
  }

  /** Number of elements, saturating. */
  long elements() {
    long product = 1;
    for (int size : shape) {
      if (size == 0) {
        return 0;
      }
      product = product > Long.MAX_VALUE / size ? Long.MAX_VALUE : product * size;
    }
    return product;
  }

  /** Size of the values in bytes, saturating. */
  long bytes() {
    long elements = elements();
    int size = Math.max(1, elementBytes());
    return elements > Long.MAX_VALUE / size ? Long.MAX_VALUE : elements * elementBytes();
  }

  /** Bytes that the header takes, as {@link #read} has found it. */
  record Read(NpyHeader header, int bytes) {}

  static Read read(InputStream in, String where) throws IOException {
    byte[] start = exactly(in, 8);
    for (int i = 0; i < MAGIC.length; i++) {
      if (start[i] != MAGIC[i]) {
        throw new InvalidInputException(
            where + " is no npy array: its first bytes are wrong",
            "Write it with numpy.save or savez.");
      }
    }
    int version = start[6];
    if (version < 1 || version > 3 || start[7] != 0) {
      throw new InvalidInputException(
          where + " is of npy version " + version + "." + start[7],
          "Versions 1, 2 and 3 can be read.");
    }
    byte[] length = exactly(in, version == 1 ? 2 : 4);
    long size = 0;
    for (int i = length.length - 1; i >= 0; i--) {
      size = (size << 8) | (length[i] & 0xff);
    }
    if (size > LONGEST) {
      throw new InvalidInputException(
          where + " declares a header of " + size + " bytes", "The file is damaged.");
    }
    Charset charset = version == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
    String text = new String(exactly(in, (int) size), charset);
    return new Read(parse(text, where), start.length + length.length + (int) size);
  }

  private static byte[] exactly(InputStream in, int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException("the header breaks off");
    }
    return bytes;
  }

  private static NpyHeader parse(String text, String where) {
    PythonDict dict = PythonDict.parse(text, where);
    String descr = dict.descr();
    if (descr.endsWith("O") || descr.startsWith("O")) {
      throw new InvalidInputException(
          where + " holds Python objects (a pickle), which are never loaded",
          "Save plain numbers: array.astype('float32').");
    }
    ByteOrder order = descr.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    String code = descr.isEmpty() ? "" : descr.substring(1);
    boolean ordered = !descr.isEmpty() && "<>|".indexOf(descr.charAt(0)) >= 0;
    if (dict.shape().size() > MAX_DIMENSIONS) {
      throw new InvalidInputException(
          where + " has " + dict.shape().size() + " dimensions", "numpy itself stops at 32.");
    }
    if (ordered && code.matches("U\\d{1,5}") && Integer.parseInt(code.substring(1)) <= MAX_WIDTH) {
      int width = Integer.parseInt(code.substring(1));
      return new NpyHeader(NpyType.TEXT, width, order, dict.fortran(), dict.shape());
    }
    NpyType type = ordered ? NpyType.ofCode(code).orElse(null) : null;
    if (type == null) {
      throw new InvalidInputException(
          where + " holds values of type '" + descr + "'",
          "Read are f4, f8, i1, i2, i4, i8, u1, u2, u4, b1 and U; convert with array.astype.");
    }
    return new NpyHeader(type, 1, order, dict.fortran(), dict.shape());
  }

  /** Writes the header, padded so that the values start at a multiple of 64 bytes. */
  void write(OutputStream out) throws IOException {
    String mark = order == ByteOrder.BIG_ENDIAN ? ">" : type.bytes() == 1 ? "|" : "<";
    List<String> sizes = new ArrayList<>();
    shape.forEach(size -> sizes.add(Integer.toString(size)));
    String tuple =
        sizes.size() == 1 ? "(" + sizes.getFirst() + ",)" : "(" + String.join(", ", sizes) + ")";
    String dict =
        "{'descr': '"
            + mark
            + type.code()
            + (type == NpyType.TEXT ? width : "")
            + "', 'fortran_order': "
            + (fortran ? "True" : "False")
            + ", 'shape': "
            + tuple
            + ", }";
    int unpadded = MAGIC.length + 4 + dict.length() + 1;
    int padding = Math.floorMod(-unpadded, ALIGNMENT);
    int size = dict.length() + padding + 1;
    out.write(MAGIC);
    out.write(1);
    out.write(0);
    out.write(size & 0xff);
    out.write(size >> 8);
    out.write((dict + " ".repeat(padding) + "\n").getBytes(StandardCharsets.ISO_8859_1));
  }
}
