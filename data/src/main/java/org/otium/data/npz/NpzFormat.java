package org.otium.data.npz;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.otium.api.DatasetFormat;
import org.otium.api.FeatureShape;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.api.SampleBatches;
import org.otium.api.Weights;
import org.otium.data.io.ClassIds;
import org.otium.data.io.NewFile;
import org.otium.data.io.Unlabelled;

/**
 * Reads and writes datasets as npz files of numpy, without any loss. The arrays are
 *
 * <ul>
 *   <li>{@code features}: n×d, n×height×width or n×height×width×channels;
 *   <li>{@code labels}: n class ids or n class names; or {@code soft_labels}, n×classes, with the
 *       {@code class_ids} of its columns; where most shares are zero, {@code soft_labels} holds the
 *       others in compressed rows, with {@code soft_labels_indptr} and {@code soft_labels_indices}
 *       as SciPy names them;
 *   <li>optionally {@code weights} (n masses that sum to one), {@code class_names} (of {@code
 *       class_name_ids}, else of {@code class_ids}, else of 0, 1, …) and {@code feature_range} (low
 *       and high).
 * </ul>
 *
 * <p>With the setting {@code labels: none}, samples are read as one class, whatever labels and
 * class names there are.
 *
 * <p>Images of unsigned bytes (three or four dimensions) without a range are divided by 255, as in
 * IDX files; all other values are kept as they are.
 */
public final class NpzFormat implements DatasetFormat {
  private static final List<String> FEATURES = List.of("features", "x", "X", "data", "images");
  private static final List<String> LABELS =
      List.of("labels", "label", "y", "Y", "targets", "target", "soft_labels");
  static final String SOFT_STARTS = "soft_labels_indptr";
  static final String SOFT_COLUMNS = "soft_labels_indices";
  private final NpzSettings settings;

  /** The format with default settings. */
  public NpzFormat() {
    this(NpzSettings.defaults());
  }

  /**
   * The format.
   *
   * @param settings how to read and write
   */
  public NpzFormat(NpzSettings settings) {
    this.settings = settings;
  }

  @Override
  public boolean recognises(Path path) {
    if (!name(path).toLowerCase(Locale.ROOT).endsWith(".npz") || !Files.isRegularFile(path)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(path)) {
      byte[] head = in.readNBytes(2);
      return head.length == 2 && head[0] == 'P' && head[1] == 'K';
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public boolean isNamedFor(Path path) {
    String name = name(path).toLowerCase(Locale.ROOT);
    return name.endsWith(".npz") || name.endsWith(".npy");
  }

  @Override
  public LabeledDataset read(Path path) throws IOException {
    Map<String, NpyArray> arrays = NpzFile.read(path);
    NpyArray features = pick(path, arrays, "features", settings.features(), FEATURES);
    int[] sizes = features.shape();
    if (sizes.length < 1 || sizes.length > 4) {
      throw new InvalidInputException(
          path + " has features of " + sizes.length + " dimensions",
          "Use n×d, n×height×width or n×height×width×channels.");
    }
    for (int size : sizes) {
      if (size == 0) {
        throw new InvalidInputException(
            path + " is empty: its features are " + features.describe(), "Give it samples.");
      }
    }
    String name = name(path).replaceFirst("(?i)\\.npz$", "");
    @Nullable NpyArray range = arrays.get("feature_range");
    boolean bytes = features.type() == NpyType.U1 && sizes.length > 2 && range == null;
    FeatureShape shape = shape(path, sizes, bytes, range);
    Matrix matrix = bytes ? scaled(features) : features.toMatrix();
    LabeledDataset dataset =
        (settings.unlabelled()
                ? unlabelled(path, arrays, name, matrix)
                : labelled(path, arrays, name, matrix))
            .withShape(shape);
    @Nullable NpyArray weights = arrays.get("weights");
    return weights == null ? dataset : dataset.withWeights(weights(path, weights));
  }

  private static LabeledDataset unlabelled(
      Path path, Map<String, NpyArray> arrays, String name, Matrix features) {
    if (arrays.containsKey(Unlabelled.NONE)) {
      throw new InvalidInputException(
          "'labels: none' reads no labels, but " + path + " has an array called none",
          "Give the array another name.");
    }
    return Unlabelled.dataset(name, features);
  }

  private LabeledDataset labelled(
      Path path, Map<String, NpyArray> arrays, String name, Matrix features) {
    NpyArray labels = pick(path, arrays, "labels", settings.labels(), LABELS);
    ClassIds.@Nullable FromTexts fromTexts =
        labels.type() == NpyType.TEXT ? ClassIds.of(labels.toStrings()) : null;
    Labels read = fromTexts != null ? Labels.hard(fromTexts.ids()) : labels(path, labels, arrays);
    LabeledDataset dataset = LabeledDataset.of(name, features, read);
    if (fromTexts != null) {
      return dataset.withClassNames(fromTexts.names());
    }
    return arrays.containsKey("class_names")
        ? dataset.withClassNames(classNames(path, arrays))
        : dataset;
  }

  private static NpyArray pick(
      Path path,
      Map<String, NpyArray> arrays,
      String what,
      Optional<String> wanted,
      List<String> names) {
    List<String> found =
        wanted.isPresent()
            ? wanted.filter(arrays::containsKey).stream().toList()
            : names.stream().filter(arrays::containsKey).toList();
    if (found.size() != 1) {
      List<String> all = new ArrayList<>();
      arrays.forEach((name, array) -> all.add(name + " " + array.describe()));
      throw new InvalidInputException(
          path
              + (found.isEmpty() ? " has no array for the " : " has several arrays for the ")
              + what
              + "; it holds "
              + (all.isEmpty() ? "nothing" : String.join(", ", all)),
          "Name the array in the setting '"
              + what
              + "', for instance 'npz{"
              + what
              + ": NAME}:"
              + path
              + "'"
              + (what.equals("labels")
                  ? "; 'npz{labels: none}:" + path + "' reads samples without labels."
                  : "."));
    }
    NpyArray array = arrays.get(found.getFirst());
    if (array == null) {
      throw new IllegalStateException("array " + found.getFirst() + " has gone");
    }
    return array;
  }

  private static FeatureShape shape(
      Path path, int[] sizes, boolean bytes, @Nullable NpyArray range) {
    double low = bytes ? 0 : Double.NEGATIVE_INFINITY;
    double high = bytes ? 1 : Double.POSITIVE_INFINITY;
    if (range != null) {
      double[] ends = range.toDoubles();
      if (ends.length != 2) {
        throw new InvalidInputException(
            path + " has a feature_range of " + ends.length + " values", "Give it low and high.");
      }
      low = ends[0];
      high = ends[1];
    }
    return switch (sizes.length) {
      case 1 -> new FeatureShape(1, 1, 1, low, high);
      case 2 -> new FeatureShape(1, 1, sizes[1], low, high);
      case 3 -> new FeatureShape(sizes[1], sizes[2], 1, low, high);
      default -> new FeatureShape(sizes[1], sizes[2], sizes[3], low, high);
    };
  }

  private static Matrix scaled(NpyArray bytes) {
    float[] values = bytes.toFloats();
    for (int i = 0; i < values.length; i++) {
      values[i] /= 255f;
    }
    return Matrix.wrap(bytes.shape()[0], values.length / bytes.shape()[0], values);
  }

  private static Labels labels(Path path, NpyArray labels, Map<String, NpyArray> arrays) {
    int[] sizes = labels.shape();
    boolean column = sizes.length == 1 || (sizes.length == 2 && sizes[1] == 1);
    @Nullable NpyArray classIds = arrays.get("class_ids");
    @Nullable NpyArray soft = arrays.get("soft_labels");
    @Nullable NpyArray starts = arrays.get(SOFT_STARTS);
    @Nullable NpyArray columns = arrays.get(SOFT_COLUMNS);
    if (soft != null && starts != null && columns != null && classIds != null) {
      return Labels.sparse(classIds.toInts(), starts.toInts(), columns.toInts(), labels.toFloats());
    }
    if (soft != null && soft.equals(labels)) {
      int classes = sizes.length == 2 ? sizes[1] : 0;
      int[] ids = classIds == null ? upTo(classes) : classIds.toInts();
      if (classes == 0) {
        throw new InvalidInputException(
            path + " has soft labels " + labels.describe(), "Give them one column a class.");
      }
      return Labels.soft(ids, labels.toMatrix());
    }
    if (!column) {
      throw new InvalidInputException(
          path + " has labels " + labels.describe(),
          "Give one class id a sample, or call them soft_labels.");
    }
    try {
      return Labels.hard(labels.toInts());
    } catch (InvalidInputException e) {
      throw new InvalidInputException(
          path + " has labels that are no class ids: " + e.what(),
          "Use whole numbers or texts as labels.",
          e);
    }
  }

  private static int[] upTo(int n) {
    int[] ids = new int[n];
    Arrays.setAll(ids, i -> i);
    return ids;
  }

  private static SortedMap<Integer, String> classNames(Path path, Map<String, NpyArray> arrays) {
    @Nullable NpyArray texts = arrays.get("class_names");
    String[] names = texts == null ? new String[0] : texts.toStrings();
    int[] ids = upTo(names.length);
    for (String source : List.of("class_ids", "class_name_ids")) {
      @Nullable NpyArray given = arrays.get(source);
      if (given != null && (source.equals("class_name_ids") || given.size() == names.length)) {
        ids = given.toInts();
      }
    }
    if (ids.length != names.length) {
      throw new InvalidInputException(
          path + " has " + names.length + " class names but " + ids.length + " ids for them",
          "Give class_names and class_name_ids the same length.");
    }
    SortedMap<Integer, String> byId = new TreeMap<>();
    for (int i = 0; i < ids.length; i++) {
      byId.put(ids[i], names[i]);
    }
    return byId;
  }

  private static Weights weights(Path path, NpyArray array) {
    double[] masses = array.toDoubles();
    try {
      Weights exact = Weights.masses(masses);
      // Rescaling would change the last digits of weights that were right already.
      return Math.abs(exact.total() - 1) < 1e-12 ? exact : Weights.probability(masses);
    } catch (InvalidInputException e) {
      throw new InvalidInputException(path + ": " + e.what(), e.remedy(), e);
    }
  }

  @Override
  public void write(LabeledDataset dataset, Path path) throws IOException {
    Unlabelled.requireLabels(settings.unlabelled(), "labels");
    requireDatasetName(path);
    FeatureShape shape = dataset.shape();
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    int n = dataset.size();
    boolean vector = shape.height() == 1 && shape.width() == 1;
    Matrix features = dataset.features();
    arrays.put(
        "features",
        vector
            ? NpyArray.of(features)
            : shape.channels() == 1
                ? NpyArray.of(features, n, shape.height(), shape.width())
                : NpyArray.of(features, n, shape.height(), shape.width(), shape.channels()));
    switch (dataset.labels()) {
      case Labels.Hard hard -> arrays.put("labels", NpyArray.of(hard.toArray(), n));
      case Labels.Soft soft -> {
        int[] ids = soft.classIds();
        arrays.put("class_ids", NpyArray.of(ids, ids.length));
        if (2L * soft.entries() < (long) n * ids.length) {
          putSparse(arrays, soft);
        } else {
          arrays.put("soft_labels", NpyArray.of(soft.shares()));
        }
      }
    }
    if (!dataset.weights().isUniform()) {
      arrays.put("weights", NpyArray.of(dataset.weights().toArray(), n));
    }
    arrays.putAll(about(shape, dataset.classNames()));
    NpzFile.write(path, arrays, settings.compress());
  }

  @Override
  public void write(SampleBatches samples, Path path) throws IOException {
    Unlabelled.requireLabels(settings.unlabelled(), "labels");
    requireDatasetName(path);
    Path beside = path.resolveSibling("." + name(path) + "." + ProcessHandle.current().pid());
    NewFile.requireFree(path);
    try (NpzBatches batches = new NpzBatches(samples, beside)) {
      NpzFile.write(
          path,
          settings.compress(),
          zip -> {
            batches.write(zip);
            for (Map.Entry<String, NpyArray> array :
                about(samples.shape(), samples.classNames()).entrySet()) {
              NpzFile.entry(zip, array.getKey());
              NpyContent.write(zip, array.getValue());
              zip.closeEntry();
            }
          });
    }
  }

  private static void requireDatasetName(Path path) {
    if (name(path).toLowerCase(Locale.ROOT).endsWith(".npy")) {
      throw new InvalidInputException(
          "the name " + name(path) + " is that of a single array, not of a dataset",
          "End it with .npz.");
    }
  }

  /** What is known of a dataset besides its samples. */
  private static Map<String, NpyArray> about(
      FeatureShape shape, SortedMap<Integer, String> classNames) {
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    if (!classNames.isEmpty()) {
      String[] names = classNames.values().toArray(String[]::new);
      int[] ids = classNames.keySet().stream().mapToInt(Integer::intValue).toArray();
      arrays.put("class_names", NpyArray.of(names, names.length));
      arrays.put("class_name_ids", NpyArray.of(ids, ids.length));
    }
    if (Double.isFinite(shape.low()) || Double.isFinite(shape.high())) {
      arrays.put("feature_range", NpyArray.of(new double[] {shape.low(), shape.high()}, 2));
    }
    return arrays;
  }

  private static void putSparse(Map<String, NpyArray> arrays, Labels.Soft soft) {
    int[] ids = soft.classIds();
    int[] starts = new int[soft.size() + 1];
    int[] columns = new int[soft.entries()];
    float[] shares = new float[soft.entries()];
    for (int i = 0; i < soft.size(); i++) {
      int[] at = {starts[i]};
      soft.forEachShare(
          i,
          (classId, share) -> {
            columns[at[0]] = Arrays.binarySearch(ids, classId);
            shares[at[0]++] = share;
          });
      starts[i + 1] = at[0];
    }
    arrays.put("soft_labels", NpyArray.of(shares, shares.length));
    arrays.put(SOFT_STARTS, NpyArray.of(starts, starts.length));
    arrays.put(SOFT_COLUMNS, NpyArray.of(columns, columns.length));
  }

  @Override
  public Optional<String> extension() {
    return Optional.of(".npz");
  }

  private static String name(Path path) {
    Path file = path.getFileName();
    return file == null ? "" : file.toString();
  }
}
