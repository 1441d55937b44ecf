package org.otium.data.npz;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.otium.api.InvalidInputException;
import org.otium.data.io.Elements;
import org.otium.data.io.Memory;

/** Reads and writes the values of npy arrays. */
final class NpyContent {
  private static final int CHUNK = 1 << 18;

  private NpyContent() {}

  /**
   * Reads one array.
   *
   * @param in at the start of the header
   * @param length how long header and values should be; −1 if not known
   * @param believable up to how many bytes may be made room for before they are seen
   * @param where what to call it in errors
   */
  static NpyArray read(InputStream in, long length, long believable, String where)
      throws IOException {
    NpyHeader.Read read = NpyHeader.read(in, where);
    NpyHeader header = read.header();
    if (length >= 0 && header.bytes() != length - read.bytes()) {
      throw new InvalidInputException(
          where
              + " declares "
              + header.shape()
              + " values of "
              + header.elementBytes()
              + " bytes but holds "
              + (length - read.bytes())
              + " bytes",
          "The file is truncated or damaged; get it again.");
    }
    int slot = header.type() == NpyType.TEXT ? 4 * header.width() + 64 : header.type().bytes();
    int total = Memory.require(header.elements(), slot, where);
    int[] shape = header.shape().stream().mapToInt(Integer::intValue).toArray();
    Object values;
    if (header.type() == NpyType.TEXT && header.width() == 0) {
      values = new String[Math.toIntExact(Math.min(total, believable))];
      if (Array.getLength(values) < total) {
        throw new InvalidInputException(where + " holds " + total + " empty texts", "");
      }
      Arrays.fill((String[]) values, "");
    } else {
      values = read(in, header, total, header.bytes() <= believable);
    }
    if (in.read() >= 0) {
      throw new InvalidInputException(
          where + " goes on after its " + total + " values", "The file is damaged; get it again.");
    }
    NpyArray array = new NpyArray(header.type(), shape, values);
    return header.fortran() && shape.length > 1 ? transposed(array) : array;
  }

  private static Object read(InputStream in, NpyHeader header, int total, boolean atOnce)
      throws IOException {
    Class<?> component =
        switch (header.type()) {
          case F4 -> float.class;
          case F8 -> double.class;
          case I1, U1, BOOL -> byte.class;
          case I2, U2 -> short.class;
          case I4, U4 -> int.class;
          case I8 -> long.class;
          case TEXT -> String.class;
        };
    Object[] values = {Array.newInstance(component, atOnce ? total : 0)};
    Elements.read(
        in,
        total,
        header.elementBytes(),
        header.order(),
        (chunk, at, count) -> {
          int now = Array.getLength(values[0]);
          if (now < at + count) {
            Object larger = Array.newInstance(component, Elements.grown(total, now, at + count));
            System.arraycopy(values[0], 0, larger, 0, at);
            values[0] = larger;
          }
          decode(header, chunk, values[0], at, count);
        });
    return values[0];
  }

  private static void decode(NpyHeader header, ByteBuffer chunk, Object out, int at, int count) {
    switch (out) {
      case float[] v -> chunk.asFloatBuffer().get(v, at, count);
      case double[] v -> chunk.asDoubleBuffer().get(v, at, count);
      case byte[] v -> chunk.get(v, at, count);
      case short[] v -> chunk.asShortBuffer().get(v, at, count);
      case int[] v -> chunk.asIntBuffer().get(v, at, count);
      case long[] v -> chunk.asLongBuffer().get(v, at, count);
      case String[] v -> {
        int[] characters = new int[header.width()];
        for (int i = 0; i < count; i++) {
          v[at + i] = text(chunk, characters);
        }
      }
      default -> throw new IllegalStateException("no npy array: " + out.getClass());
    }
  }

  private static String text(ByteBuffer chunk, int[] characters) {
    int length = 0;
    for (int i = 0; i < characters.length; i++) {
      characters[i] = chunk.getInt();
      if (!Character.isValidCodePoint(characters[i])) {
        throw new InvalidInputException(
            "a text holds the character number " + Integer.toUnsignedString(characters[i]),
            "The file is damaged.");
      }
      if (characters[i] != 0) {
        length = i + 1;
      }
    }
    return new String(characters, 0, length);
  }

  /** Brings values in Fortran order into C order. */
  private static NpyArray transposed(NpyArray array) {
    int[] shape = array.shape();
    Object from = array.values();
    Object to = Array.newInstance(from.getClass().componentType(), array.size());
    int[] index = new int[shape.length];
    int[] strides = new int[shape.length];
    int stride = 1;
    for (int k = 0; k < shape.length; k++) {
      strides[k] = stride;
      stride *= shape[k];
    }
    int source = 0;
    for (int i = 0; i < array.size(); i++) {
      System.arraycopy(from, source, to, i, 1);
      for (int k = shape.length - 1; k >= 0; k--) {
        source += strides[k];
        if (++index[k] < shape[k]) {
          break;
        }
        source -= strides[k] * shape[k];
        index[k] = 0;
      }
    }
    return new NpyArray(array.type(), shape, to);
  }

  static void write(OutputStream out, NpyArray array) throws IOException {
    int width = 1;
    if (array.values() instanceof String[] texts) {
      for (String text : texts) {
        width = Math.max(width, text.codePointCount(0, text.length()));
      }
    }
    List<Integer> shape = Arrays.stream(array.shape()).boxed().toList();
    NpyHeader header = new NpyHeader(array.type(), width, ByteOrder.LITTLE_ENDIAN, false, shape);
    header.write(out);
    int perChunk = Math.max(1, CHUNK / header.elementBytes());
    ByteBuffer chunk =
        ByteBuffer.allocate(Math.min(array.size(), perChunk) * header.elementBytes())
            .order(ByteOrder.LITTLE_ENDIAN);
    for (int at = 0; at < array.size(); at += perChunk) {
      int count = Math.min(perChunk, array.size() - at);
      chunk.clear();
      encode(array.values(), at, count, width, chunk);
      out.write(chunk.array(), 0, count * header.elementBytes());
    }
  }

  private static void encode(Object values, int at, int count, int width, ByteBuffer chunk) {
    switch (values) {
      case float[] v -> chunk.asFloatBuffer().put(v, at, count);
      case double[] v -> chunk.asDoubleBuffer().put(v, at, count);
      case byte[] v -> chunk.put(v, at, count);
      case short[] v -> chunk.asShortBuffer().put(v, at, count);
      case int[] v -> chunk.asIntBuffer().put(v, at, count);
      case long[] v -> chunk.asLongBuffer().put(v, at, count);
      case String[] v -> {
        for (int i = at; i < at + count; i++) {
          int[] characters = v[i].codePoints().toArray();
          for (int k = 0; k < width; k++) {
            chunk.putInt(k < characters.length ? characters[k] : 0);
          }
        }
      }
      default -> throw new IllegalStateException("no npy array: " + values.getClass());
    }
  }
}
