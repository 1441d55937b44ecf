package org.otium.data.parquet;

import dev.hardwood.HardwoodContext;
import dev.hardwood.schema.ColumnSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.otium.api.InvalidInputException;

/** The features of a file, some thousand rows at a time. */
public final class PartRows implements AutoCloseable {
  private final Path file;
  private final int dimension;
  private final HardwoodContext context;
  private final Shard shard;
  private final Columns columns;
  private final Shard.@Nullable ListsInTurn lists;
  private final Shard.@Nullable Lists taking;
  private int count;
  private int read;
  private float[] features = {};

  PartRows(Path file, ParquetSettings settings, int dimension) throws IOException {
    this.file = file;
    this.dimension = dimension;
    this.context = HardwoodContext.create(1);
    this.shard = Shard.open(file, context);
    Layout layout = shard.layout(About.of(shard.metadata()), settings);
    ParquetParts.requireStreamable(file, layout);
    int rows = Math.toIntExact(shard.rows(layout.columns()));
    this.columns = new Columns(file, List.of(shard), List.of(layout), rows);
    ColumnSchema column = layout.features().getFirst();
    boolean areLists = layout.form() == Layout.Form.VECTORS;
    this.lists = areLists ? shard.listsInTurn(column) : null;
    this.taking = areLists ? Columns.floats(shard, column, this::take) : null;
  }

  private void take(int[] sizes, float[] values, int rows) {
    features = values;
    count = rows;
  }

  /**
   * Goes on to the next rows.
   *
   * @return whether there are more
   * @throws DamagedFileException if the file is damaged
   * @throws InvalidInputException if a row has another number of features, or one is not finite
   * @throws IOException if the file cannot be read
   */
  public boolean next() throws IOException {
    read += count;
    count = 0;
    if (lists != null && taking != null) {
      if (!lists.next(taking)) {
        columns.requireAll(read);
        return false;
      }
    } else if (read == columns.rows()) {
      return false;
    } else {
      features = columns.numbers(null).values();
      count = columns.rows();
    }
    if (count > 0 && features.length / count != dimension) {
      throw new InvalidInputException(
          file
              + " has samples of "
              + features.length / count
              + " features, where other files have "
              + dimension,
          "All samples must have the same number of features.");
    }
    return true;
  }

  /**
   * The number of the first of the current rows.
   *
   * @return from 0 in the file
   */
  public int first() {
    return read;
  }

  /**
   * How many rows are at hand.
   *
   * @return n
   */
  public int count() {
    return count;
  }

  /**
   * Their features; a new array at each step.
   *
   * @return n×d, row-major, finite
   */
  public float[] features() {
    return features;
  }

  @Override
  public void close() throws IOException {
    if (lists != null) {
      lists.close();
    }
    shard.close();
    context.close();
  }
}
