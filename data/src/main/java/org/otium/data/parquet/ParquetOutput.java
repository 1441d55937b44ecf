package org.otium.data.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Writes a Parquet file: plain values in pages of version 1, packed with gzip or not. Numbers of
 * types, encodings and fields are those of {@code parquet.thrift}.
 */
final class ParquetOutput {
  static final int INT32 = 1;
  static final int INT64 = 2;
  static final int FLOAT = 4;
  static final int DOUBLE = 5;
  static final int BYTES = 6;
  static final int REQUIRED = 0;
  static final int OPTIONAL = 1;
  static final int REPEATED = 2;
  static final int NO_TYPE = -1;
  static final int TEXT = 0;
  static final int LIST = 3;
  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.ISO_8859_1);
  private static final int PLAIN = 0;
  private static final int RLE = 3;
  private static final int GZIP = 2;
  private static final int STRUCT = 12;
  private final OutputStream out;
  private final List<Node> schema;
  private final boolean compress;
  private final List<Group> groups = new ArrayList<>();
  private final List<Chunk> chunks = new ArrayList<>();
  private long position;
  private long rows;

  /**
   * A node of the schema, in depth-first order.
   *
   * @param meaning {@link #TEXT}, {@link #LIST} or {@link #NO_TYPE}
   * @param children 0 for a leaf
   */
  record Node(String name, int type, int repetition, int meaning, int children) {
    static Node leaf(String name, int type, int repetition) {
      return new Node(name, type, repetition, NO_TYPE, 0);
    }

    static Node group(String name, int repetition, int meaning, int children) {
      return new Node(name, NO_TYPE, repetition, meaning, children);
    }
  }

  /** The pages of one column in one group of rows. */
  private static final class Chunk {
    private final List<String> path;
    private final int type;
    private final long offset;
    private long values;
    private long unpacked;
    private long packed;

    private Chunk(List<String> path, int type, long offset) {
      this.path = path;
      this.type = type;
      this.offset = offset;
    }
  }

  private record Group(List<Chunk> chunks, long rows) {}

  ParquetOutput(OutputStream out, List<Node> schema, boolean compress) throws IOException {
    this.out = out;
    this.schema = List.copyOf(schema);
    this.compress = compress;
    put(MAGIC);
  }

  private void put(byte[] bytes) throws IOException {
    out.write(bytes);
    position += bytes.length;
  }

  /** Begins a column of the current group. */
  void column(int type, String... path) {
    chunks.add(new Chunk(List.of(path), type, position));
  }

  /** Adds a page to the current column: levels as they stand in the file, then values. */
  void page(int values, byte[] levels, byte[] content) throws IOException {
    Chunk chunk = chunks.getLast();
    int unpacked = levels.length + content.length;
    byte[] body = body(levels, content);
    CRC32 crc = new CRC32();
    crc.update(body);
    byte[] header =
        new CompactWriter()
            .open()
            .i32(1, 0)
            .i32(2, unpacked)
            .i32(3, body.length)
            .i32(4, (int) crc.getValue())
            .struct(5)
            .i32(1, values)
            .i32(2, PLAIN)
            .i32(3, RLE)
            .i32(4, RLE)
            .close()
            .close()
            .bytes();
    put(header);
    put(body);
    chunk.values += values;
    chunk.unpacked += header.length + unpacked;
    chunk.packed += header.length + body.length;
  }

  private byte[] body(byte[] levels, byte[] content) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream(content.length / 2 + 64);
    if (compress) {
      try (OutputStream gzip =
          new GZIPOutputStream(body, 1 << 13) {
            {
              def.setLevel(Deflater.BEST_SPEED);
            }
          }) {
        gzip.write(levels);
        gzip.write(content);
      }
    } else {
      body.writeBytes(levels);
      body.writeBytes(content);
    }
    return body.toByteArray();
  }

  /** Ends the current group, whose columns were written in the order of the schema. */
  void endGroup(int count) {
    groups.add(new Group(List.copyOf(chunks), count));
    chunks.clear();
    rows += count;
  }

  /** Writes the footer. */
  void finish(Map<String, String> about) throws IOException {
    CompactWriter footer = new CompactWriter().open().i32(1, 1);
    footer.list(2, STRUCT, schema.size());
    for (Node node : schema) {
      footer.open();
      if (node.type() != NO_TYPE) {
        footer.i32(1, node.type());
      }
      if (node.repetition() != NO_TYPE) {
        footer.i32(3, node.repetition());
      }
      footer.text(4, node.name());
      if (node.children() > 0) {
        footer.i32(5, node.children());
      }
      if (node.meaning() != NO_TYPE) {
        // The older and the newer way to say text or list.
        footer.i32(6, node.meaning());
        footer.struct(10).struct(node.meaning() == TEXT ? 1 : 3).close().close();
      }
      footer.close();
    }
    footer.i64(3, rows);
    footer.list(4, STRUCT, groups.size());
    for (Group group : groups) {
      footer.open().list(1, STRUCT, group.chunks().size());
      long bytes = 0;
      for (Chunk chunk : group.chunks()) {
        bytes += chunk.unpacked;
        footer.open().i64(2, chunk.offset).struct(3).i32(1, chunk.type);
        footer.list(2, CompactReader.I32, 2).element(PLAIN).element(RLE);
        footer.list(3, 8, chunk.path.size());
        chunk.path.forEach(footer::element);
        footer
            .i32(4, compress ? GZIP : 0)
            .i64(5, chunk.values)
            .i64(6, chunk.unpacked)
            .i64(7, chunk.packed)
            .i64(9, chunk.offset)
            .close()
            .close();
      }
      footer.i64(2, bytes).i64(3, group.rows()).close();
    }
    footer.list(5, STRUCT, about.size());
    about.forEach((key, value) -> footer.open().text(1, key).text(2, value).close());
    byte[] bytes = footer.text(6, "otium").close().bytes();
    put(bytes);
    put(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(bytes.length).array());
    put(MAGIC);
  }

  /** Levels as runs: pairs of how often and which, in the order they come. */
  static byte[] levels(int[] runs) {
    ByteArrayOutputStream levels = new ByteArrayOutputStream();
    levels.writeBytes(new byte[4]);
    for (int at = 0; at < runs.length; at += 2) {
      int header = runs[at] << 1;
      if (header == 0) {
        continue;
      }
      while ((header & ~0x7f) != 0) {
        levels.write((header & 0x7f) | 0x80);
        header >>>= 7;
      }
      levels.write(header);
      levels.write(runs[at + 1]);
    }
    byte[] bytes = levels.toByteArray();
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(0, bytes.length - 4);
    return bytes;
  }
}
