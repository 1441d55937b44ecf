package org.otium.data.parquet;

import dev.hardwood.metadata.ColumnChunk;
import dev.hardwood.metadata.ColumnMetaData;
import dev.hardwood.metadata.CompressionCodec;
import dev.hardwood.metadata.FileMetaData;
import dev.hardwood.metadata.RowGroup;
import dev.hardwood.schema.ColumnSchema;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.Collection;
import org.otium.api.InvalidInputException;
import org.otium.data.io.Memory;
import org.otium.data.io.SourceFile;

/**
 * Looks at what a Parquet file says about itself before anything is made of it: nothing may be
 * longer than the file has bytes for.
 */
final class FileCheck {
  private static final int MAGIC = 4;
  private static final int TAIL = 8;
  private static final int MOST_HEADER = 1 << 16;
  private static final int MOST_FOOTER = 256 << 20;

  /** Pages of fewer bytes or values are believed without a look. */
  private static final int SMALL = 1 << 20;

  /** Values a byte of runs may stand for; runs of equal values stand for more, in small pages. */
  private static final long VALUES_PER_BYTE = 4096;

  private final Path file;
  private final FileChannel channel;
  private final long length;

  private FileCheck(Path file, FileChannel channel) throws IOException {
    this.file = file;
    this.channel = channel;
    this.length = channel.size();
  }

  /** Refuses a file whose ends are not those of a Parquet file, or whose footer is damaged. */
  static void footer(Path file) throws IOException {
    SourceFile.requireFile(file);
    try (FileChannel channel = FileChannel.open(file)) {
      new FileCheck(file, channel).footer();
    } catch (AccessDeniedException e) {
      throw new InvalidInputException(
          "the file " + file + " may not be read", "Check its permissions.", e);
    }
  }

  private void footer() throws IOException {
    String head = magic(0);
    if (!head.equals("PAR1")) {
      throw new DamagedFileException(
          file + (head.equals("PARE") ? " is encrypted" : " is no Parquet file"),
          head.equals("PARE")
              ? "Write it without encryption."
              : "Name a file that begins with PAR1, or the format that it is in.");
    }
    if (length < MAGIC + TAIL || !magic(length - MAGIC).equals("PAR1")) {
      throw damaged("it does not end as a Parquet file");
    }
    int size = read(length - TAIL, MAGIC).order(ByteOrder.LITTLE_ENDIAN).getInt();
    if (size < 1 || size > length - TAIL - MAGIC || size > MOST_FOOTER) {
      throw damaged("its footer cannot have " + size + " bytes");
    }
    try {
      new CompactReader(read(length - TAIL - size, size)).skip(CompactReader.STRUCT);
    } catch (CompactReader.Malformed e) {
      throw damaged("in its footer " + e.getMessage());
    }
  }

  /** Refuses columns whose pages say more than the file has bytes for, or than fits the memory. */
  static void pages(Path file, FileMetaData data, Collection<ColumnSchema> columns)
      throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      FileCheck check = new FileCheck(file, channel);
      long rows = 0;
      for (RowGroup group : data.rowGroups()) {
        if (group.numRows() < 0) {
          throw check.damaged("a group has " + group.numRows() + " rows");
        }
        rows += group.numRows();
        for (ColumnSchema column : columns) {
          if (column.columnIndex() >= group.columns().size()) {
            throw check.damaged("a group of rows lacks column " + column.fieldPath());
          }
          check.chunk(column, group, group.columns().get(column.columnIndex()));
        }
      }
      if (rows != data.numRows()) {
        throw check.damaged("it says " + data.numRows() + " rows and has " + rows);
      }
    }
  }

  private void chunk(ColumnSchema column, RowGroup group, ColumnChunk chunk) throws IOException {
    ColumnMetaData about = chunk.metaData();
    if (about == null
        || about.type() != column.type()
        || !about.pathInSchema().equals(column.fieldPath())) {
      throw damaged("a group of rows lacks column " + column.fieldPath());
    }
    long start = chunk.chunkStartOffset();
    long end = start + about.totalCompressedSize();
    if (start < MAGIC || about.totalCompressedSize() < 0 || end > length - TAIL || end < start) {
      throw damaged("column " + column.fieldPath() + " does not lie within it");
    }
    if (column.maxRepetitionLevel() == 0 && about.numValues() != group.numRows()) {
      throw damaged(
          "column "
              + column.fieldPath()
              + " has "
              + about.numValues()
              + " values for "
              + group.numRows()
              + " rows");
    }
    long values = 0;
    long at = start;
    long bytes = 0;
    while (values < about.numValues()) {
      if (at >= end) {
        throw damaged("column " + column.fieldPath() + " lacks values");
      }
      Page page = page(at, end, about.codec());
      at += page.header + page.packed;
      values += page.values;
      bytes += page.unpacked;
    }
    if (values != about.numValues()) {
      throw damaged("column " + column.fieldPath() + " has too many values");
    }
    Memory.require(bytes, 1, "a group of rows of " + file);
  }

  /** What a page header says; values are 0 for dictionaries and indexes. */
  private static final class Page {
    private int type = -1;
    private int unpacked = -1;
    private int packed = -1;
    private int header;
    private int values;
    private int dictionary;
    private int levels;
  }

  private Page page(long at, long end, CompressionCodec codec) throws IOException {
    ByteBuffer bytes = read(at, (int) Math.min(MOST_HEADER, end - at));
    Page page = new Page();
    CompactReader reader = new CompactReader(bytes);
    try {
      reader.struct(
          (id, type) -> {
            if (type == CompactReader.I32 && id <= 3) {
              int value = reader.i32();
              switch (id) {
                case 1 -> page.type = value;
                case 2 -> page.unpacked = value;
                default -> page.packed = value;
              }
            } else if (type == CompactReader.STRUCT && (id == 5 || id == 7 || id == 8)) {
              counts(reader, id, page);
            } else {
              reader.skip(type);
            }
          });
    } catch (CompactReader.Malformed e) {
      throw damaged("in the header of a page " + e.getMessage());
    }
    page.header = bytes.position();
    boolean holdsValues = page.type == 0 || page.type == 3;
    if (!holdsValues) {
      page.values = 0;
    }
    long most = Math.max(SMALL, page.packed * ratio(codec));
    if (page.packed < 0
        || page.unpacked < 0
        || page.type < 0
        || page.packed > end - at - page.header
        || page.unpacked > most
        || page.values < 0
        || page.values > Math.max(SMALL, page.unpacked * VALUES_PER_BYTE)
        || page.dictionary < 0
        || page.dictionary > Math.max(0, 8L * page.unpacked)
        || page.levels < 0
        || page.levels > page.unpacked) {
      throw damaged("a page claims more than it has");
    }
    return page;
  }

  private static void counts(CompactReader reader, int which, Page page) {
    reader.struct(
        (id, type) -> {
          if (type != CompactReader.I32) {
            reader.skip(type);
            return;
          }
          int value = reader.i32();
          if (id == 1 && which == 7) {
            page.dictionary = value;
          } else if (id == 1) {
            page.values = value;
          } else if (which == 8 && (id == 5 || id == 6)) {
            boolean fits = value >= 0 && (long) page.levels + value <= Integer.MAX_VALUE;
            page.levels = fits && page.levels >= 0 ? page.levels + value : -1;
          }
        });
  }

  /** What a packed byte may unpack to at most, or nearly so. */
  private static long ratio(CompressionCodec codec) {
    return switch (codec) {
      case UNCOMPRESSED -> 1;
      case SNAPPY -> 32;
      case LZ4, LZ4_RAW, LZO -> 256;
      case GZIP -> 1040;
      case ZSTD, BROTLI -> 32_768;
    };
  }

  private String magic(long at) throws IOException {
    if (length < at + MAGIC) {
      return "";
    }
    return new String(read(at, MAGIC).array(), StandardCharsets.ISO_8859_1);
  }

  private ByteBuffer read(long at, int size) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(size);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, at + bytes.position()) < 0) {
        throw new EOFException(file + " ends early");
      }
    }
    return bytes.flip();
  }

  private DamagedFileException damaged(String how) {
    return damaged(file, how);
  }

  /** The error for a file that breaks off or is garbled. */
  static DamagedFileException damaged(Path file, String how) {
    return new DamagedFileException(file, how);
  }
}
