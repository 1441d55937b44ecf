package org.otium.data.parquet;

import dev.hardwood.HardwoodContext;
import dev.hardwood.metadata.PhysicalType;
import dev.hardwood.schema.ColumnSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.otium.api.DatasetFormat;
import org.otium.api.FeatureShape;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.api.SampleBatches;
import org.otium.api.Weights;
import org.otium.data.images.Pictures;
import org.otium.data.io.ClassIds;
import org.otium.data.io.Memory;
import org.otium.data.io.NewFile;
import org.otium.data.io.Unlabelled;

/**
 * Reads and writes Parquet files. Features are
 *
 * <ul>
 *   <li>one column of lists of numbers, all of one length (lists of lists are images, height ×
 *       width or height × width × channels);
 *   <li>columns of numbers, one a feature;
 *   <li>one column of encoded pictures: bytes, or a structure of {@code bytes} and {@code path} as
 *       Hugging Face has it.
 * </ul>
 *
 * <p>Labels are a column of whole numbers or texts; the names of classes come from what Hugging
 * Face writes into the footer. A folder is read as one dataset if its files belong to one split,
 * which the setting {@code split} chooses.
 *
 * <p>Images of unsigned bytes in lists of lists are divided by 255; all other numbers are kept.
 */
public final class ParquetFormat implements DatasetFormat {
  private static final String EXTENSION = ".parquet";
  private static final System.Logger LOG = System.getLogger(ParquetFormat.class.getName());
  private final ParquetSettings settings;

  /** The format with default settings. */
  public ParquetFormat() {
    this(ParquetSettings.defaults());
  }

  /**
   * The format.
   *
   * @param settings how to read and write
   */
  public ParquetFormat(ParquetSettings settings) {
    this.settings = settings;
  }

  @Override
  public boolean recognises(Path path) {
    if (Files.isDirectory(path)) {
      return ParquetFiles.anyIn(path);
    }
    if (!Files.isRegularFile(path)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(path)) {
      byte[] head = in.readNBytes(4);
      return head.length == 4
          && head[0] == 'P'
          && head[1] == 'A'
          && head[2] == 'R'
          && (head[3] == '1' || head[3] == 'E');
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public boolean isNamedFor(Path path) {
    return ParquetFiles.isNamedSo(path);
  }

  @Override
  public LabeledDataset read(Path path) throws IOException {
    try {
      return read(path, whole(path, ParquetFiles.of(path, settings.split())));
    } catch (DamagedFileException e) {
      throw ParquetParts.damaged(path, settings, e);
    }
  }

  private LabeledDataset read(Path path, List<Path> files) throws IOException {
    String name = ParquetFiles.datasetName(path, settings.split());
    List<Shard> shards = new ArrayList<>();
    try (HardwoodContext context = HardwoodContext.create(1)) {
      try {
        for (Path file : files) {
          shards.add(Shard.open(file, context));
        }
        return read(path, name, shards);
      } finally {
        for (Shard shard : shards) {
          shard.close();
        }
      }
    }
  }

  /** Those that are not damaged, of which every page is looked at beforehand. */
  private List<Path> whole(Path path, List<Path> files) throws IOException {
    if (settings.damaged() == ParquetSettings.Damaged.REFUSE) {
      return files;
    }
    List<Path> whole = new ArrayList<>();
    for (Path file : files) {
      try {
        ParquetParts.look(file, settings);
        whole.add(file);
      } catch (DamagedFileException e) {
        LOG.log(System.Logger.Level.WARNING, () -> "Left out: " + e.what() + ".");
      }
    }
    if (whole.isEmpty()) {
      throw new InvalidInputException(
          "every file of " + path + " is damaged", "Get them again and compare their sizes.");
    }
    return whole;
  }

  /**
   * How files are read and written.
   *
   * @return what the format was made with
   */
  public ParquetSettings settings() {
    return settings;
  }

  private LabeledDataset read(Path path, String name, List<Shard> shards) throws IOException {
    Shard first = shards.getFirst();
    About about = About.of(first.metadata());
    List<Layout> layouts = new ArrayList<>();
    long rows = 0;
    for (Shard shard : shards) {
      About other = About.of(shard.metadata());
      Layout layout = shard.layout(other, settings);
      layouts.add(layout);
      layouts.getFirst().requireSame(first.file(), shard.file(), layout);
      about.requireSame(first.file(), shard.file(), other);
      rows += shard.rows(layout.columns());
    }
    if (rows == 0) {
      throw new InvalidInputException(path + " holds no rows", "Give it samples.");
    }
    Memory.require(rows, Double.BYTES, path.toString());
    Columns columns = new Columns(path, shards, layouts, (int) rows);
    Columns.Features features = features(path, columns, about);
    Matrix matrix = Matrix.wrap((int) rows, features.shape().dimension(), features.values());
    Labelled labelled = settings.unlabelled() ? null : labels(columns, layouts.getFirst(), about);
    LabeledDataset dataset =
        labelled == null
            ? Unlabelled.dataset(name, matrix)
            : LabeledDataset.of(name, matrix, softOr(columns, about, labelled.ids()))
                .withClassNames(labelled.names());
    dataset = dataset.withShape(features.shape());
    double @Nullable [] masses = columns.weights();
    return masses == null ? dataset : dataset.withWeights(weights(path, masses));
  }

  private static Labels softOr(Columns columns, About about, int[] hard) throws IOException {
    float @Nullable [] shares = columns.shares();
    if (shares == null) {
      return Labels.hard(hard);
    }
    int[] ids = about.shares().stream().mapToInt(Integer::intValue).toArray();
    if (shares.length != (long) hard.length * ids.length) {
      throw new InvalidInputException(
          "the lists of shares are not of the " + ids.length + " classes that the file names",
          "Name the column of the labels in the setting 'label' to leave the shares out.");
    }
    return Labels.soft(ids, Matrix.wrap(hard.length, ids.length, shares));
  }

  private Columns.Features features(Path path, Columns columns, About about) throws IOException {
    return switch (columns.form()) {
      case COLUMNS -> columns.numbers(about.shape());
      case VECTORS -> columns.vectors(about.shape());
      case PICTURES -> {
        Pictures.Decoded decoded =
            Pictures.decode(
                path.toString(),
                columns.pictures(),
                settings.pictures(),
                "parquet{size: 32}:" + path);
        yield new Columns.Features(decoded.shape(), decoded.features());
      }
    };
  }

  static Weights weights(Path path, double[] masses) {
    try {
      Weights exact = Weights.masses(masses);
      // Rescaling would change the last digits of weights that were right already.
      return Math.abs(exact.total() - 1) < 1e-12 ? exact : Weights.proportional(masses);
    } catch (InvalidInputException e) {
      throw new InvalidInputException(path + ": " + e.what(), e.remedy(), e);
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // a return value, never compared
  private record Labelled(int[] ids, Map<Integer, String> names) {}

  private static Labelled labels(Columns columns, Layout layout, About about) throws IOException {
    ColumnSchema column = layout.label().orElseThrow();
    if (column.type() == PhysicalType.BYTE_ARRAY) {
      ClassIds.FromTexts ids = ClassIds.of(columns.classTexts());
      return new Labelled(ids.ids(), ids.names());
    }
    List<String> declared = about.labels().getOrDefault(Shard.name(column), List.of());
    int[] ids = columns.classIds(!declared.isEmpty());
    Map<Integer, String> names = new HashMap<>(about.names());
    for (int id = 0; id < declared.size(); id++) {
      names.putIfAbsent(id, declared.get(id));
    }
    return new Labelled(ids, names);
  }

  @Override
  public void write(LabeledDataset dataset, Path path) throws IOException {
    boolean weighted = !dataset.weights().isUniform();
    write(SampleBatches.of(dataset), path, weighted ? dataset.weights().toArray() : null);
  }

  @Override
  public void write(SampleBatches samples, Path path) throws IOException {
    write(samples, path, null);
  }

  /**
   * Writes samples with masses of any sum: some of a dataset, of which other files hold the rest.
   */
  void write(SampleBatches samples, Path path, double @Nullable [] masses) throws IOException {
    Unlabelled.requireLabels(settings.unlabelled(), "label");
    FeatureShape shape = samples.shape();
    if (settings.layout() == ParquetSettings.Layout.IMAGES) {
      Pictures.requireImages(samples.name(), shape);
    }
    try (NewFile file = new NewFile(path)) {
      try (OutputStream out = file.open(0)) {
        ParquetRows rows = new ParquetRows(out, samples, settings, masses);
        int[] shares = samples.areSoft() ? samples.classIds() : new int[0];
        rows.write(
            About.written(shape, samples.classNames(), masses != null, shares, settings.layout()));
      }
      file.commit();
    }
  }

  /**
   * Writes a dataset as several files in a folder, as Spark leaves datasets: samples in their
   * order, as many in each file but for rounding.
   *
   * @param dataset the samples
   * @param files how many files
   * @param folder the new folder
   * @throws InvalidInputException if there are fewer samples than files, or the folder is there
   * @throws IOException if it cannot be written; nothing is left of it then
   */
  public void writeFiles(LabeledDataset dataset, int files, Path folder) throws IOException {
    int n = dataset.size();
    if (files < 1 || files > n) {
      throw new InvalidInputException(
          files + " files for " + n + " samples", "Every file needs at least one sample.");
    }
    double[] masses = dataset.weights().toArray();
    boolean weighted = !dataset.weights().isUniform();
    try (NewFile whole = new NewFile(folder)) {
      Path fresh = Files.createDirectory(whole.temporary(0));
      for (int f = 0; f < files; f++) {
        int from = (int) ((long) n * f / files);
        int to = (int) ((long) n * (f + 1) / files);
        write(
            SampleBatches.of(dataset.select(IntStream.range(from, to).toArray())),
            fresh.resolve(String.format(Locale.ROOT, "part-%05d.parquet", f)),
            weighted ? Arrays.copyOfRange(masses, from, to) : null);
      }
      Files.createFile(fresh.resolve("_SUCCESS"));
      whole.commit();
    }
  }

  @Override
  public Optional<String> extension() {
    return Optional.of(EXTENSION);
  }
}
