package org.otium.data.parquet;

import dev.hardwood.HardwoodContext;
import dev.hardwood.metadata.PhysicalType;
import dev.hardwood.schema.ColumnSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.otium.api.FeatureShape;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.SampleBatches;
import org.otium.api.Weights;

/**
 * A dataset of several Parquet files of which no process needs to hold all: what its footers say,
 * and its files one by one, some thousand rows at a time.
 *
 * <p>Features are lists of numbers, or columns of numbers, of which a file is held at a time.
 * Labels are whole numbers: names of classes as texts are numbered by the order of all of them, and
 * pictures are brought to one size and colour that depend on all of them, so that datasets of these
 * must be converted first.
 */
public final class ParquetParts {
  /** So many files are named where more are wrong. */
  private static final int MOST_NAMED = 20;

  private final String name;
  private final FeatureShape shape;
  private final SortedMap<Integer, String> classNames;
  private final List<Part> parts;
  private final List<LeftOut> leftOut;

  private ParquetParts(
      String name,
      FeatureShape shape,
      SortedMap<Integer, String> classNames,
      List<Part> parts,
      List<LeftOut> leftOut) {
    this.name = name;
    this.shape = shape;
    this.classNames = Collections.unmodifiableSortedMap(classNames);
    this.parts = List.copyOf(parts);
    this.leftOut = List.copyOf(leftOut);
  }

  /**
   * One file.
   *
   * @param file where it lies
   * @param rows how many samples it holds, by its footer
   */
  public record Part(Path file, long rows) {}

  /**
   * A file that is damaged and was left out.
   *
   * @param file where it lies
   * @param why what is wrong with it, in one line
   */
  public record LeftOut(Path file, String why) {}

  /**
   * Looks at the footers of all files and compares their columns with those of the first.
   *
   * @param path a file or a folder
   * @param settings which columns and which split, and what becomes of damaged files
   * @return the files in order
   * @throws DamagedFileException if files are damaged and not left out; names all of them
   * @throws InvalidInputException if the columns or classes of files are not those of the first, of
   *     which all are named, or if all files are damaged
   * @throws IOException if a file cannot be read
   */
  public static ParquetParts of(Path path, ParquetSettings settings) throws IOException {
    boolean leaveOut = settings.damaged() == ParquetSettings.Damaged.LEAVE_OUT;
    List<Part> parts = new ArrayList<>();
    List<LeftOut> leftOut = new ArrayList<>();
    List<InvalidInputException> faults = new ArrayList<>();
    @Nullable Layout first = null;
    @Nullable About about = null;
    @Nullable FeatureShape shape = null;
    Path firstFile = path;
    for (Path file : ParquetFiles.of(path, settings.split())) {
      try (HardwoodContext context = HardwoodContext.create(1);
          Shard shard = Shard.open(file, context)) {
        About here = About.of(shard.metadata());
        Layout layout = shard.layout(here, settings);
        requireStreamable(file, layout);
        long rows = shard.rows(layout.columns());
        if (first == null || about == null) {
          first = layout;
          about = here;
          firstFile = file;
        }
        first.requireSame(firstFile, file, layout);
        about.requireSame(firstFile, file, here);
        if (shape == null && rows > 0) {
          shape = shape(shard, layout, here);
        }
        parts.add(new Part(file, rows));
      } catch (DamagedFileException e) {
        if (leaveOut) {
          leftOut.add(new LeftOut(file, e.what()));
        } else {
          faults.add(e.in(path));
        }
      } catch (InvalidInputException e) {
        faults.add(e);
      }
    }
    requireNone(path, faults);
    if (shape == null || about == null || first == null) {
      throw new InvalidInputException(
          leftOut.isEmpty() ? path + " holds no rows" : "every file of " + path + " is damaged",
          leftOut.isEmpty() ? "Give it samples." : leftOut.getFirst().why() + ".");
    }
    return new ParquetParts(
        ParquetFiles.datasetName(path, settings.split()),
        shape,
        names(about, first),
        parts,
        leftOut);
  }

  /**
   * Looks at every page of every file of a dataset of which one is known to be damaged, so that all
   * can be mended at once.
   *
   * @param path a file or a folder
   * @param settings which columns and which split
   * @param known what was found
   * @return an error that names all files that are damaged
   * @throws IOException if a file cannot be read
   */
  public static DamagedFileException damaged(
      Path path, ParquetSettings settings, DamagedFileException known) throws IOException {
    List<InvalidInputException> faults = new ArrayList<>();
    for (Path file : ParquetFiles.of(path, settings.split())) {
      try {
        look(file, settings);
      } catch (DamagedFileException e) {
        faults.add(e.in(path));
      } catch (InvalidInputException e) {
        // Told once those that are damaged are mended.
      }
    }
    try {
      requireNone(path, faults);
    } catch (DamagedFileException e) {
      return e;
    }
    return known.in(path);
  }

  private static void requireNone(Path path, List<InvalidInputException> faults) {
    if (faults.size() == 1) {
      throw faults.getFirst();
    }
    if (!faults.isEmpty()) {
      String what =
          faults.size()
              + " files of "
              + path
              + " cannot be used:\n  "
              + faults.stream()
                  .limit(MOST_NAMED)
                  .map(InvalidInputException::what)
                  .collect(Collectors.joining("\n  "))
              + (faults.size() > MOST_NAMED
                  ? "\n  and " + (faults.size() - MOST_NAMED) + " more"
                  : "");
      String remedy =
          faults.stream()
              .map(InvalidInputException::remedy)
              .distinct()
              .limit(2)
              .collect(Collectors.joining(" "));
      boolean areDamaged = faults.stream().allMatch(DamagedFileException.class::isInstance);
      throw areDamaged
          ? new DamagedFileException(what, remedy)
          : new InvalidInputException(what, remedy);
    }
  }

  private static SortedMap<Integer, String> names(About about, Layout layout) {
    SortedMap<Integer, String> names = new TreeMap<>(about.names());
    List<String> declared =
        layout
            .label()
            .map(label -> about.labels().getOrDefault(Shard.name(label), List.of()))
            .orElse(List.of());
    for (int id = 0; id < declared.size(); id++) {
      names.putIfAbsent(id, declared.get(id));
    }
    return names;
  }

  static void requireStreamable(Path file, Layout layout) {
    boolean areTexts =
        layout.label().filter(column -> column.type() == PhysicalType.BYTE_ARRAY).isPresent();
    String what =
        layout.form() == Layout.Form.PICTURES
            ? " holds pictures"
            : areTexts
                ? " holds classes as texts"
                : layout.shares().isPresent()
                    ? " holds soft labels"
                    : layout.label().isEmpty() ? " is read without labels" : "";
    if (!what.isEmpty()) {
      throw new InvalidInputException(
          file + what + ", which cannot be read file by file",
          layout.shares().isPresent()
              ? "Read the most likely class instead: 'parquet{label: label}:" + file + "'."
              : "Convert the dataset first: otium data convert NAME new.parquet.");
    }
  }

  /** Lists tell their length in their values alone; of these the first of the file decide. */
  private static FeatureShape shape(Shard shard, Layout layout, About about) throws IOException {
    ColumnSchema column = layout.features().getFirst();
    return layout.form() == Layout.Form.COLUMNS
        ? Columns.shape(about.shape(), column, new int[] {layout.features().size()})
        : Columns.shape(about.shape(), column, shard.firstSizes(column));
  }

  /**
   * What the dataset is called.
   *
   * @return its name, from its path
   */
  public String name() {
    return name;
  }

  /**
   * How a row of features is to be read.
   *
   * @return the shape
   */
  public FeatureShape shape() {
    return shape;
  }

  /**
   * The names of classes that the files tell.
   *
   * @return class id to name, ascending; may lack ids
   */
  public SortedMap<Integer, String> classNames() {
    return classNames;
  }

  /**
   * The files.
   *
   * @return in the order in which their samples are counted
   */
  public List<Part> parts() {
    return parts;
  }

  /**
   * The files that are damaged.
   *
   * @return in order; empty if damage is refused
   */
  public List<LeftOut> leftOut() {
    return leftOut;
  }

  /**
   * The labels and masses of a file.
   *
   * @param classIds one a row
   * @param masses one a row, of any sum; empty where the file has no column of weights
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
  public record Labelled(int[] classIds, double[] masses) {}

  /**
   * Reads the labels of a file.
   *
   * @param file one of the parts
   * @param settings which columns
   * @return one label a row
   * @throws DamagedFileException if it is damaged
   * @throws IOException if it cannot be read
   */
  public static Labelled labels(Path file, ParquetSettings settings) throws IOException {
    return reading(
        file,
        settings,
        (shard, layout, about, columns) -> {
          String label = Shard.name(layout.label().orElseThrow());
          int[] ids = columns.classIds(!about.labels().getOrDefault(label, List.of()).isEmpty());
          double @Nullable [] masses = columns.weights();
          return new Labelled(ids, masses == null ? new double[0] : masses);
        });
  }

  /** Reads all that is used of a file. */
  static void look(Path file, ParquetSettings settings) throws IOException {
    try (HardwoodContext context = HardwoodContext.create(1);
        Shard shard = Shard.open(file, context)) {
      Layout layout = shard.layout(About.of(shard.metadata()), settings);
      shard.rows(layout.columns());
      for (ColumnSchema column : layout.columns()) {
        shard.look(column);
      }
    }
  }

  /**
   * Opens the features of a file.
   *
   * @param file one of the parts
   * @param settings which columns
   * @param dimension d, which every row must have
   * @return its rows, before the first
   * @throws DamagedFileException if it is damaged
   * @throws IOException if it cannot be read
   */
  public static PartRows rows(Path file, ParquetSettings settings, int dimension)
      throws IOException {
    return new PartRows(file, settings, dimension);
  }

  /** What is done with an open file. */
  @FunctionalInterface
  private interface Reading<T> {
    T read(Shard shard, Layout layout, About about, Columns columns) throws IOException;
  }

  private static <T> T reading(Path file, ParquetSettings settings, Reading<T> reading)
      throws IOException {
    try (HardwoodContext context = HardwoodContext.create(1);
        Shard shard = Shard.open(file, context)) {
      About about = About.of(shard.metadata());
      Layout layout = shard.layout(about, settings);
      requireStreamable(file, layout);
      int rows = Math.toIntExact(shard.rows(layout.columns()));
      Columns columns = new Columns(file, List.of(shard), List.of(layout), rows);
      return reading.read(shard, layout, about, columns);
    }
  }

  /**
   * The weights of a dataset whose parts have these masses: those that it has when all of it is
   * read at once.
   *
   * @param path the dataset, for the error
   * @param masses one a sample, of any sum
   * @return weights that sum to one
   * @throws InvalidInputException if a mass is negative or not finite, or all are zero
   */
  public static Weights weights(Path path, double[] masses) {
    return ParquetFormat.weights(path, masses);
  }

  /**
   * Writes a file of a dataset.
   *
   * @param samples what it holds; of soft labels the shares of all classes that they name
   * @param masses one a sample, in the units of the whole dataset; empty where all weigh the same
   * @param file a new file
   * @throws IOException if it cannot be written
   */
  public static void write(LabeledDataset samples, double[] masses, Path file) throws IOException {
    if (masses.length != 0 && masses.length != samples.size()) {
      throw new InvalidInputException(
          masses.length + " masses for " + samples, "Give one mass a sample, or none.");
    }
    new ParquetFormat()
        .write(SampleBatches.of(samples), file, masses.length == 0 ? null : masses.clone());
  }
}
