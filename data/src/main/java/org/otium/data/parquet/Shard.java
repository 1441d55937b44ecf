package org.otium.data.parquet;

import dev.hardwood.HardwoodContext;
import dev.hardwood.InputFile;
import dev.hardwood.metadata.PhysicalType;
import dev.hardwood.reader.ColumnReader;
import dev.hardwood.reader.LayerKind;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.Validity;
import dev.hardwood.schema.ColumnSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.otium.api.InvalidInputException;

/** One Parquet file, open. */
final class Shard implements AutoCloseable {
  private static final int BATCH = 4096;
  private final Path file;
  private final ParquetFileReader reader;

  private Shard(Path file, ParquetFileReader reader) {
    this.file = file;
    this.reader = reader;
  }

  /** Something that the library does with a file. */
  @FunctionalInterface
  private interface Reading<T> {
    T read() throws IOException;
  }

  static Shard open(Path file, HardwoodContext context) throws IOException {
    FileCheck.footer(file);
    return new Shard(
        file, guarded(file, () -> ParquetFileReader.open(InputFile.of(file), context)));
  }

  /** Makes one kind of error of the many that damaged files are met with. */
  private static <T> T guarded(Path file, Reading<T> reading) throws IOException {
    try {
      return reading.read();
    } catch (InvalidInputException e) {
      throw e;
    } catch (UnsupportedOperationException e) {
      throw new InvalidInputException(
          file + " uses a part of Parquet that is not supported: " + line(e),
          "Write it again with plain or dictionary encoding, packed with snappy, gzip or zstd.",
          e);
    } catch (IOException | RuntimeException e) {
      InvalidInputException damaged = FileCheck.damaged(file, line(e));
      damaged.initCause(e);
      throw damaged;
    }
  }

  private static String line(Exception e) {
    String message = String.valueOf(e.getMessage());
    return message.lines().findFirst().orElse(e.getClass().getSimpleName());
  }

  Path file() {
    return file;
  }

  /** Which columns hold what. */
  Layout layout(About about, ParquetSettings settings) throws IOException {
    return guarded(file, () -> Layout.of(file, reader.getFileSchema(), about, settings));
  }

  Map<String, String> metadata() throws IOException {
    return guarded(
        file,
        () -> {
          Map<String, String> metadata = reader.getFileMetaData().keyValueMetadata();
          return metadata == null ? Map.of() : metadata;
        });
  }

  /** The number of rows, once it is known that the columns can hold them. */
  long rows(List<ColumnSchema> columns) throws IOException {
    return guarded(
        file,
        () -> {
          FileCheck.pages(file, reader.getFileMetaData(), columns);
          return reader.getFileMetaData().numRows();
        });
  }

  /** Values of one batch. */
  @FunctionalInterface
  interface Values {
    double at(int index);
  }

  /** Takes a batch: how many rows, and their values. */
  @FunctionalInterface
  interface Batch {
    void accept(int rows, Values values);
  }

  /** Reads a column of numbers. */
  void numbers(ColumnSchema column, Batch batch) throws IOException {
    scan(
        column,
        (batches, row) -> {
          requirePresent(column, batches.getLeafValidity(), batches.getValueCount(), row, 1);
          batch.accept(batches.getRecordCount(), values(column, batches));
        });
  }

  /** Takes a batch of lists, all of the same sizes: their values, one list after the other. */
  @FunctionalInterface
  interface Lists {
    void accept(int rows, int[] sizes, Values values);
  }

  /** Reads a column of lists. */
  void lists(ColumnSchema column, Lists lists) throws IOException {
    int[][] common = {null};
    scan(column, (batches, row) -> take(column, batches, row, common, lists));
  }

  /** Lists of a column, taken when they are wanted. */
  interface ListsInTurn extends AutoCloseable {
    /** Hands over the next batch, if there is one. */
    boolean next(Lists lists) throws IOException;

    @Override
    void close() throws IOException;
  }

  /** Opens a column of lists. */
  ListsInTurn listsInTurn(ColumnSchema column) throws IOException {
    ColumnReader batches =
        guarded(
            file, () -> reader.buildColumnReader(column.columnIndex()).batchSize(BATCH).build());
    return new ListsInTurn() {
      private final int[][] common = {null};
      private long row;

      @Override
      public boolean next(Lists lists) throws IOException {
        return guarded(
            file,
            () -> {
              if (!batches.nextBatch()) {
                return false;
              }
              take(column, batches, row, common, lists);
              row += batches.getRecordCount();
              return true;
            });
      }

      @Override
      public void close() throws IOException {
        guarded(
            file,
            () -> {
              batches.close();
              return true;
            });
      }
    };
  }

  /** Takes the batch that a reader stands at, of whose lists all have the sizes of the first. */
  private void take(
      ColumnSchema column, ColumnReader batches, long row, int[][] common, Lists lists) {
    int rows = batches.getRecordCount();
    int items = rows;
    List<Integer> sizes = new ArrayList<>();
    for (int layer = 0; layer < batches.getLayerCount(); layer++) {
      int each = rows == 0 ? 1 : Math.max(1, items / rows);
      requirePresent(column, batches.getLayerValidity(layer), items, row, each);
      if (batches.getLayerKind(layer) == LayerKind.REPEATED) {
        int[] offsets = batches.getLayerOffsets(layer);
        int known = common[0] == null ? -1 : common[0][sizes.size()];
        int size = known >= 0 ? known : items == 0 ? 0 : offsets[1] - offsets[0];
        for (int i = 0; i < items; i++) {
          if (offsets[i + 1] - offsets[i] != size) {
            throw new InvalidInputException(
                "column '"
                    + name(column)
                    + "' of "
                    + file
                    + " has a list of "
                    + (offsets[i + 1] - offsets[i])
                    + " values in row "
                    + (row + i / each + 1)
                    + ", where others have "
                    + size,
                "All samples must have the same number of features.");
          }
        }
        sizes.add(size);
        items = Math.multiplyExact(items, size);
      }
    }
    int[] all = sizes.stream().mapToInt(Integer::intValue).toArray();
    common[0] = all;
    requirePresent(
        column, batches.getLeafValidity(), items, row, Math.max(1, items / Math.max(1, rows)));
    if (batches.getValueCount() != items) {
      throw FileCheck.damaged(file, "column '" + name(column) + "' lacks values");
    }
    lists.accept(rows, all, values(column, batches));
  }

  /** Decodes all pages of a column. */
  void look(ColumnSchema column) throws IOException {
    scan(column, (batches, row) -> {});
  }

  /** How long the first list of a column is, level by level. */
  int[] firstSizes(ColumnSchema column) throws IOException {
    return guarded(
        file,
        () -> {
          try (ColumnReader batches =
              reader.buildColumnReader(column.columnIndex()).batchSize(1).build()) {
            if (!batches.nextBatch()) {
              throw FileCheck.damaged(file, "column '" + name(column) + "' lacks values");
            }
            List<Integer> sizes = new ArrayList<>();
            for (int layer = 0; layer < batches.getLayerCount(); layer++) {
              if (batches.getLayerKind(layer) == LayerKind.REPEATED) {
                int[] offsets = batches.getLayerOffsets(layer);
                sizes.add(offsets.length < 2 ? 0 : offsets[1] - offsets[0]);
              }
            }
            return sizes.stream().mapToInt(Integer::intValue).toArray();
          }
        });
  }

  /** Reads a column of bytes. */
  List<byte[]> bytes(ColumnSchema column) throws IOException {
    List<byte[]> all = new ArrayList<>();
    scan(
        column,
        (batches, row) -> {
          int rows = batches.getRecordCount();
          for (int layer = 0; layer < batches.getLayerCount(); layer++) {
            requirePresent(column, batches.getLayerValidity(layer), rows, row, 1);
          }
          requirePresent(column, batches.getLeafValidity(), rows, row, 1);
          byte[][] values = batches.getBinaries();
          for (int i = 0; i < rows; i++) {
            all.add(values[i]);
          }
        });
    return all;
  }

  /** Reads a column of texts. */
  List<String> texts(ColumnSchema column) throws IOException {
    return bytes(column).stream().map(utf8 -> new String(utf8, StandardCharsets.UTF_8)).toList();
  }

  /** Takes the batch that a reader stands at, which begins with a row. */
  @FunctionalInterface
  private interface Scan {
    void accept(ColumnReader batches, long row);
  }

  private void scan(ColumnSchema column, Scan scan) throws IOException {
    guarded(
        file,
        () -> {
          long row = 0;
          try (ColumnReader batches =
              reader.buildColumnReader(column.columnIndex()).batchSize(BATCH).build()) {
            while (batches.nextBatch()) {
              scan.accept(batches, row);
              row += batches.getRecordCount();
            }
          }
          return row;
        });
  }

  private void requirePresent(
      ColumnSchema column, Validity validity, int count, long row, int perRow) {
    if (!validity.hasNulls()) {
      return;
    }
    for (int i = 0; i < count; i++) {
      if (validity.isNull(i)) {
        boolean isBytes = column.type() == PhysicalType.BYTE_ARRAY;
        throw new InvalidInputException(
            "column '"
                + name(column)
                + "' of "
                + file
                + " has no value in row "
                + (row + i / perRow + 1),
            isBytes
                ? "Fill it or drop the row; pictures must lie in the file and not beside it."
                : "Fill it or drop the row; 'label: none' reads data whose labels are missing.");
      }
    }
  }

  private Values values(ColumnSchema column, ColumnReader batches) {
    boolean unsigned =
        column.logicalType() instanceof dev.hardwood.metadata.LogicalType.IntType type
            && !type.isSigned();
    return switch (column.type()) {
      case BOOLEAN -> {
        boolean[] values = batches.getBooleans();
        yield i -> values[i] ? 1 : 0;
      }
      case INT32 -> {
        int[] values = batches.getInts();
        yield unsigned ? i -> Integer.toUnsignedLong(values[i]) : i -> values[i];
      }
      case INT64 -> {
        long[] values = batches.getLongs();
        yield i -> values[i];
      }
      case FLOAT -> {
        float[] values = batches.getFloats();
        yield i -> values[i];
      }
      case DOUBLE -> {
        double[] values = batches.getDoubles();
        yield i -> values[i];
      }
      case INT96, BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY ->
          throw new UnsupportedOperationException("numbers of type " + column.type());
    };
  }

  /** The column as users see it. */
  static String name(ColumnSchema column) {
    return column.fieldPath().toString().replaceFirst("\\.(list\\.)?(element|item|array)$", "");
  }

  @Override
  public void close() throws IOException {
    guarded(
        file,
        () -> {
          reader.close();
          return true;
        });
  }
}
