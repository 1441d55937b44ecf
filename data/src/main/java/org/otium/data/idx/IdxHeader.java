package org.otium.data.idx;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.otium.api.InvalidInputException;
import org.otium.data.io.SourceFile;

/** The start of an IDX file: 0, 0, element type, number of sizes, then the sizes, big-endian. */
record IdxHeader(IdxElementType type, List<Integer> sizes) {
  private static final int MAX_SIZES = 4;

  /** Bytes of a header with one size, the shortest. */
  static final int SHORTEST = 8;

  static boolean looksLikeOne(byte[] head) {
    return head.length >= SHORTEST
        && head[0] == 0
        && head[1] == 0
        && IdxElementType.ofCode(head[2]).isPresent()
        && head[3] >= 1
        && head[3] <= MAX_SIZES;
  }

  static IdxHeader read(InputStream in, SourceFile file) throws IOException {
    DataInputStream data = new DataInputStream(in);
    int zeros;
    int code;
    int count;
    if (file.length() == 0) {
      throw new InvalidInputException(file.path() + " is empty: it has 0 bytes", "Get it again.");
    }
    try {
      zeros = data.readUnsignedShort();
      code = data.readUnsignedByte();
      count = data.readUnsignedByte();
    } catch (EOFException e) {
      throw cutShort(file, e);
    }
    if (zeros != 0 || IdxElementType.ofCode(code).isEmpty()) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT, "%s is no IDX file: it starts with %04x%02x", file.path(), zeros, code),
          "IDX files start with 0000 and one of 08, 09, 0b, 0c, 0d, 0e.");
    }
    if (count < 1 || count > MAX_SIZES) {
      throw new InvalidInputException(
          file.path() + " declares " + count + " dimensions", "One to four can be read.");
    }
    List<Integer> sizes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int size;
      try {
        size = data.readInt();
      } catch (EOFException e) {
        throw cutShort(file, e);
      }
      sizes.add(size);
    }
    if (sizes.stream().anyMatch(size -> size <= 0)) {
      throw new InvalidInputException(
          file.path()
              + (sizes.stream().anyMatch(size -> size < 0) ? " is damaged: " : " is empty: ")
              + "its sizes are "
              + describe(sizes),
          "Every size must be from 1 to 2147483647.");
    }
    IdxHeader header = new IdxHeader(IdxElementType.ofCode(code).orElseThrow(), sizes);
    header.checkLength(file);
    return header;
  }

  void write(OutputStream out) throws IOException {
    DataOutputStream data = new DataOutputStream(out);
    data.writeShort(0);
    data.writeByte(type.code());
    data.writeByte(sizes.size());
    for (int size : sizes) {
      data.writeInt(size);
    }
    data.flush();
  }

  int bytes() {
    return 4 + 4 * sizes.size();
  }

  int samples() {
    return sizes.getFirst();
  }

  /** Number of elements, saturating. */
  long elements() {
    long product = 1;
    for (int size : sizes) {
      product = Math.multiplyHigh(product, size) == 0 ? product * size : Long.MAX_VALUE;
      if (product < 0) {
        return Long.MAX_VALUE;
      }
    }
    return product;
  }

  private void checkLength(SourceFile file) {
    long elements = elements();
    boolean fits = elements <= Long.MAX_VALUE / 16;
    long declared = fits ? bytes() + elements * type.bytes() : Long.MAX_VALUE;
    if (!file.gzip() && declared < file.length()) {
      throw new InvalidInputException(
          file.path()
              + " is too long by "
              + (file.length() - declared == 1 ? "1 byte" : file.length() - declared + " bytes")
              + ": it declares "
              + describe()
              + " values, so "
              + declared
              + " bytes in all, but has "
              + file.length(),
          "The header is damaged or the file is something else; get it again.");
    }
    // Deflate cannot pack tighter than 1032:1.
    long possible = file.gzip() ? file.length() * 1032 : file.length();
    if (declared > possible) {
      throw new InvalidInputException(
          file.path()
              + " declares "
              + describe()
              + " values but holds "
              + (file.gzip() ? "at most " : "")
              + Math.max(0, possible - bytes())
              + " bytes",
          "The file is truncated or its header is damaged; get it again.");
    }
  }

  private static InvalidInputException cutShort(SourceFile file, EOFException cause) {
    return new InvalidInputException(
        file.path()
            + " is truncated: it ends within its header"
            + (file.gzip() ? "" : ", after " + file.length() + " bytes"),
        "Get the file again and compare its size with the original.",
        cause);
  }

  String describe() {
    return describe(sizes);
  }

  private static String describe(List<Integer> sizes) {
    return sizes.stream().map(Integer::toUnsignedString).collect(Collectors.joining("×"));
  }
}
