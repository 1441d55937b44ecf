package org.otium.data.parquet;

import dev.hardwood.schema.ColumnSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.otium.api.FeatureShape;
import org.otium.api.InvalidInputException;
import org.otium.data.images.Pictures;
import org.otium.data.io.Memory;

/** The columns of several files that are read as one dataset. */
final class Columns {
  private final Path path;
  private final List<Shard> shards;
  private final List<Layout> layouts;
  private final int rows;

  Columns(Path path, List<Shard> shards, List<Layout> layouts, int rows) {
    this.path = path;
    this.shards = List.copyOf(shards);
    this.layouts = List.copyOf(layouts);
    this.rows = rows;
  }

  /** Features of all rows. */
  @SuppressWarnings("ArrayRecordComponent") // a return value, never compared
  record Features(FeatureShape shape, float[] values) {}

  int rows() {
    return rows;
  }

  Layout.Form form() {
    return layouts.getFirst().form();
  }

  private static InvalidInputException unfit(
      Path file, ColumnSchema column, long row, String what) {
    return new InvalidInputException(
        "column '" + Shard.name(column) + "' of " + file + " has " + what + " in row " + (row + 1),
        "Features must be finite numbers; fill it or drop the row.");
  }

  Features numbers(@Nullable FeatureShape told) throws IOException {
    int d = layouts.getFirst().features().size();
    float[] all = new float[Memory.require((long) rows * d, Float.BYTES, path.toString())];
    int start = 0;
    for (int s = 0; s < shards.size(); s++) {
      Shard shard = shards.get(s);
      int end = start;
      for (int j = 0; j < d; j++) {
        ColumnSchema column = layouts.get(s).features().get(j);
        int[] at = {start};
        int feature = j;
        int first = start;
        shard.numbers(
            column,
            (count, values) -> {
              for (int i = 0; i < count; i++) {
                float value = (float) values.at(i);
                if (!Float.isFinite(value)) {
                  throw unfit(shard.file(), column, at[0] - first, Float.toString(value));
                }
                all[at[0]++ * d + feature] = value;
              }
            });
        end = at[0];
      }
      start = end;
    }
    requireAll(start);
    return new Features(fitting(told, FeatureShape.vector(d)), all);
  }

  Features vectors(@Nullable FeatureShape told) throws IOException {
    ColumnSchema column = layouts.getFirst().features().getFirst();
    int[][] common = {null};
    float[] values = lists(layout -> layout.features().getFirst(), sizes -> common[0] = sizes);
    return new Features(shape(told, column, common[0]), values);
  }

  /** Whether values are those of images of bytes, which are read as 0 to 1. */
  private static boolean isScaled(ColumnSchema column, int[] sizes) {
    return sizes.length > 1 && Layout.isOctets(column);
  }

  /** The shares of the classes that soft labels have, row by row, if there are any. */
  float @Nullable [] shares() throws IOException {
    return layouts.getFirst().shares().isEmpty()
        ? null
        : lists(layout -> layout.shares().orElseThrow(), sizes -> {});
  }

  /** Lists of all rows, one after the other. */
  private float[] lists(Function<Layout, ColumnSchema> choice, Consumer<int[]> told)
      throws IOException {
    int[][] common = {null};
    float[][] all = {null};
    int[] at = {0};
    for (int s = 0; s < shards.size(); s++) {
      Shard shard = shards.get(s);
      ColumnSchema column = choice.apply(layouts.get(s));
      lists(
          shard,
          column,
          (sizes, values, count) -> {
            if (common[0] == null) {
              common[0] = sizes;
              told.accept(sizes);
              all[0] = room(shard.file(), column, sizes);
            }
            if (!Arrays.equals(common[0], sizes)) {
              throw new InvalidInputException(
                  "column '"
                      + Shard.name(column)
                      + "' of "
                      + shard.file()
                      + " has lists of "
                      + Arrays.toString(sizes)
                      + " values, others have "
                      + Arrays.toString(common[0]),
                  "All samples must have the same number of features.");
            }
            System.arraycopy(values, 0, all[0], at[0], values.length);
            at[0] += values.length;
          });
    }
    requireAll(at[0] / (all[0].length / rows));
    return all[0];
  }

  /** Takes some lists: their sizes, all their values, and how many they are. */
  @FunctionalInterface
  interface Lists {
    void accept(int[] sizes, float[] values, int count);
  }

  /** Reads the lists of one file, some thousand at a time. */
  static void lists(Shard shard, ColumnSchema column, Lists lists) throws IOException {
    shard.lists(column, floats(shard, column, lists));
  }

  /** Makes finite floats of the lists of one file. */
  static Shard.Lists floats(Shard shard, ColumnSchema column, Lists lists) {
    long[] row = {0};
    return (count, sizes, values) -> {
      int each = 1;
      for (int size : sizes) {
        each = Math.multiplyExact(each, size);
      }
      boolean scaled = isScaled(column, sizes);
      float[] floats = new float[Math.multiplyExact(count, each)];
      for (int i = 0; i < floats.length; i++) {
        float value = (float) values.at(i);
        if (!Float.isFinite(value)) {
          throw unfit(shard.file(), column, row[0] + i / each, Float.toString(value));
        }
        floats[i] = scaled ? value / 255f : value;
      }
      row[0] += count;
      lists.accept(sizes, floats, count);
    };
  }

  private float[] room(Path file, ColumnSchema column, int[] sizes) {
    long d = 1;
    for (int size : sizes) {
      d = Math.multiplyExact(d, size);
    }
    if (d == 0 || sizes.length > 3) {
      throw new InvalidInputException(
          "column '"
              + Shard.name(column)
              + "' of "
              + file
              + (d == 0 ? " has empty lists" : " has lists " + sizes.length + " levels deep"),
          "Give each sample a list of features, or lists as height × width × channels.");
    }
    return new float[Memory.require(rows * d, Float.BYTES, path.toString())];
  }

  private static FeatureShape shape(int[] sizes, boolean scaled) {
    double low = scaled ? 0 : Double.NEGATIVE_INFINITY;
    double high = scaled ? 1 : Double.POSITIVE_INFINITY;
    return switch (sizes.length) {
      case 1 -> new FeatureShape(1, 1, sizes[0], low, high);
      case 2 -> new FeatureShape(sizes[0], sizes[1], 1, low, high);
      default -> new FeatureShape(sizes[0], sizes[1], sizes[2], low, high);
    };
  }

  /** The shape of the samples of a file whose features are lists. */
  static FeatureShape shape(@Nullable FeatureShape told, ColumnSchema column, int[] sizes) {
    return fitting(told, shape(sizes, isScaled(column, sizes)));
  }

  private static FeatureShape fitting(@Nullable FeatureShape told, FeatureShape seen) {
    return told != null && told.dimension() == seen.dimension() ? told : seen;
  }

  void requireAll(long came) {
    if (came != rows) {
      throw FileCheck.damaged(path, "it says " + rows + " rows and has " + came);
    }
  }

  List<Pictures.Source> pictures() throws IOException {
    List<Pictures.Source> pictures = new ArrayList<>();
    for (int s = 0; s < shards.size(); s++) {
      Path file = shards.get(s).file();
      ColumnSchema column = layouts.get(s).features().getFirst();
      List<byte[]> all = shards.get(s).bytes(column);
      for (int row = 0; row < all.size(); row++) {
        String name = "the picture in row " + (row + 1) + " of " + file;
        pictures.add(Pictures.Source.of(name, all.get(row)));
      }
    }
    requireAll(pictures.size());
    return pictures;
  }

  String[] classTexts() throws IOException {
    List<String> texts = new ArrayList<>();
    for (int s = 0; s < shards.size(); s++) {
      texts.addAll(shards.get(s).texts(layouts.get(s).label().orElseThrow()));
    }
    requireAll(texts.size());
    return texts.toArray(String[]::new);
  }

  /** Class ids, where −1 stands for no label if the classes are declared. */
  int[] classIds(boolean declared) throws IOException {
    int[] ids = new int[rows];
    int[] at = {0};
    for (int s = 0; s < shards.size(); s++) {
      ColumnSchema column = layouts.get(s).label().orElseThrow();
      Path file = shards.get(s).file();
      int first = at[0];
      shards
          .get(s)
          .numbers(
              column,
              (count, values) -> {
                for (int i = 0; i < count; i++) {
                  double value = values.at(i);
                  if (value != (int) value || (declared && value < 0)) {
                    throw noClass(column, file, value, at[0] - first);
                  }
                  ids[at[0]++] = (int) value;
                }
              });
    }
    requireAll(at[0]);
    return ids;
  }

  private static InvalidInputException noClass(
      ColumnSchema column, Path file, double value, long row) {
    boolean isMissing = value == -1;
    return new InvalidInputException(
        "column '"
            + Shard.name(column)
            + "' of "
            + file
            + " has "
            + (isMissing ? "−1, which stands for no label," : value + ", which is no class id,")
            + " in row "
            + (row + 1),
        isMissing
            ? "Read it without labels: 'parquet{label: none}:" + file + "'."
            : "Labels are whole numbers or texts; name another column in the setting 'label'.");
  }

  double @Nullable [] weights() throws IOException {
    if (layouts.getFirst().weight().isEmpty()) {
      return null;
    }
    double[] weights = new double[rows];
    int[] at = {0};
    for (int s = 0; s < shards.size(); s++) {
      shards
          .get(s)
          .numbers(
              layouts.get(s).weight().orElseThrow(),
              (count, values) -> {
                for (int i = 0; i < count; i++) {
                  weights[at[0]++] = values.at(i);
                }
              });
    }
    requireAll(at[0]);
    return weights;
  }
}
