package org.otium.data.idx;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.ZipException;
import org.otium.api.InvalidInputException;
import org.otium.data.io.Elements;
import org.otium.data.io.Memory;
import org.otium.data.io.SourceFile;

/** Reads the elements of IDX files. */
final class IdxContent {
  /** What a damaged file is unpacked to, only to say how much too long it is. */
  private static final long MOST_COUNTED = 16 << 20;

  private static final float[] BYTE_TO_UNIT = new float[256];

  static {
    for (int i = 0; i < 256; i++) {
      BYTE_TO_UNIT[i] = i / 255f;
    }
  }

  private IdxContent() {}

  @SuppressWarnings("ArrayRecordComponent") // a return value, never compared
  record Features(IdxHeader header, float[] values) {}

  /** Refuses a file whose header is damaged or does not fit its length. */
  static void checkHeader(Path path) throws IOException {
    SourceFile file = SourceFile.of(path);
    try (InputStream in = file.open()) {
      IdxHeader.read(in, file);
    } catch (EOFException | ZipException e) {
      throw file.damaged(e);
    }
  }

  /** Reads values as floats, unsigned bytes divided by 255. */
  static Features features(Path path) throws IOException {
    SourceFile file = SourceFile.of(path);
    try (InputStream in = file.open()) {
      IdxHeader header = IdxHeader.read(in, file);
      int total = Memory.require(header.elements(), Float.BYTES, path.toString());
      GrowingFloats values =
          new GrowingFloats(total, file.justifies((long) total * header.type().bytes()));
      Elements.read(
          in,
          total,
          header.type().bytes(),
          ByteOrder.BIG_ENDIAN,
          (chunk, at, count) -> decode(header.type(), chunk, values.upTo(at + count), at, count));
      requireEnd(in, file, header);
      return new Features(header, values.array);
    } catch (EOFException | ZipException e) {
      throw file.damaged(e);
    }
  }

  private static void decode(
      IdxElementType type, ByteBuffer chunk, float[] out, int at, int count) {
    switch (type) {
      case UBYTE -> {
        for (int i = 0; i < count; i++) {
          out[at + i] = BYTE_TO_UNIT[chunk.get(i) & 0xff];
        }
      }
      case BYTE -> {
        for (int i = 0; i < count; i++) {
          out[at + i] = chunk.get(i);
        }
      }
      case SHORT -> {
        for (int i = 0; i < count; i++) {
          out[at + i] = chunk.getShort(2 * i);
        }
      }
      case INT -> {
        for (int i = 0; i < count; i++) {
          out[at + i] = chunk.getInt(4 * i);
        }
      }
      case FLOAT -> chunk.asFloatBuffer().get(out, at, count);
      case DOUBLE -> {
        for (int i = 0; i < count; i++) {
          out[at + i] = (float) chunk.getDouble(8 * i);
        }
      }
    }
  }

  /** Reads class ids. */
  static int[] labels(Path path) throws IOException {
    SourceFile file = SourceFile.of(path);
    try (InputStream in = file.open()) {
      IdxHeader header = IdxHeader.read(in, file);
      if (header.sizes().size() != 1) {
        throw new InvalidInputException(
            path + " holds " + header.describe() + " values, not a list of labels",
            "Labels have one dimension (idx1).");
      }
      if (header.type() == IdxElementType.FLOAT || header.type() == IdxElementType.DOUBLE) {
        throw new InvalidInputException(
            path + " holds labels of type " + header.type().suffix(),
            "Labels are class ids: write them as ubyte, byte, short or int.");
      }
      int total = Memory.require(header.elements(), Integer.BYTES, path.toString());
      int[][] ids = {new int[file.justifies(total) ? total : 0]};
      Elements.read(
          in,
          total,
          header.type().bytes(),
          ByteOrder.BIG_ENDIAN,
          (chunk, at, count) -> {
            if (ids[0].length < at + count) {
              ids[0] = Arrays.copyOf(ids[0], Elements.grown(total, ids[0].length, at + count));
            }
            for (int i = 0; i < count; i++) {
              ids[0][at + i] =
                  switch (header.type()) {
                    case UBYTE -> chunk.get(i) & 0xff;
                    case BYTE -> chunk.get(i);
                    case SHORT -> chunk.getShort(2 * i);
                    case INT, FLOAT, DOUBLE -> chunk.getInt(4 * i);
                  };
            }
          });
      requireEnd(in, file, header);
      return ids[0];
    } catch (EOFException | ZipException e) {
      throw file.damaged(e);
    }
  }

  private static void requireEnd(InputStream in, SourceFile file, IdxHeader header)
      throws IOException {
    if (in.read() < 0) {
      return;
    }
    long more = 1;
    byte[] buffer = new byte[1 << 16];
    for (int read = 0; read >= 0 && more <= MOST_COUNTED; read = in.read(buffer)) {
      more += read;
    }
    throw new InvalidInputException(
        file.path()
            + " is too long by "
            + (more > MOST_COUNTED ? "more than " + MOST_COUNTED : more)
            + (more == 1 ? " byte" : " bytes")
            + ": it goes on after the "
            + header.describe()
            + " values it declares",
        "The header is damaged or the file is something else; get it again.");
  }

  private static final class GrowingFloats {
    private final int total;
    private float[] array;

    GrowingFloats(int total, boolean atOnce) {
      this.total = total;
      this.array = new float[atOnce ? total : 0];
    }

    float[] upTo(int size) {
      if (array.length < size) {
        array = Arrays.copyOf(array, Elements.grown(total, array.length, size));
      }
      return array;
    }
  }
}
