package org.otium.data.idx;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.otium.api.DatasetFormat;
import org.otium.api.FeatureShape;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.api.SampleBatches;
import org.otium.data.io.NewFile;
import org.otium.data.io.SourceFile;
import org.otium.data.io.Unlabelled;

/**
 * Reads and writes pairs of IDX files, plain or packed with gzip: {@code
 * <dataset>-images-idx3-ubyte.gz} and {@code <dataset>-labels-idx1-ubyte.gz}. The path that is read
 * or written is that of the images; the labels lie beside them under the same name with {@code
 * labels} for {@code images}.
 *
 * <p>idx2 files hold vectors (n×d), idx3 files gray images (n×height×width), idx4 files images with
 * channels last. Unsigned bytes are always divided by 255 and get the range [0, 1], also where a
 * file uses only a part of them (optdigits: 0 … 16); every other element type keeps its values and
 * has no range.
 *
 * <p>With the setting {@code labels: none}, images are read alone, as one class.
 *
 * <p>IDX holds neither weights nor soft labels; datasets with those are refused.
 */
public final class IdxFormat implements DatasetFormat {
  private static final String EXTENSION = ".images.idx.gz";
  private final IdxSettings settings;

  /** The format with default settings. */
  public IdxFormat() {
    this(IdxSettings.defaults());
  }

  /**
   * The format.
   *
   * @param settings how to read and write
   */
  public IdxFormat(IdxSettings settings) {
    this.settings = settings;
  }

  @Override
  public boolean recognises(Path path) {
    String name = IdxNames.name(path);
    if (!Files.isRegularFile(path) || IdxNames.isLabels(name)) {
      return false;
    }
    try {
      byte[] head = SourceFile.of(path).head(IdxHeader.SHORTEST);
      return IdxHeader.looksLikeOne(head) && (head[3] > 1 || IdxNames.isImages(name));
    } catch (IOException | InvalidInputException e) {
      return false;
    }
  }

  @Override
  public boolean isNamedFor(Path path) {
    return IdxNames.isIdx(IdxNames.name(path));
  }

  @Override
  public LabeledDataset read(Path path) throws IOException {
    SourceFile.requireFile(path);
    if (!IdxNames.isLabels(IdxNames.name(path))) {
      IdxContent.checkHeader(path);
    }
    if (settings.unlabelled()) {
      return unlabelled(path);
    }
    Path labelsPath = labelsOf(path);
    IdxContent.Features content = IdxContent.features(path);
    int[] ids = IdxContent.labels(labelsPath);
    IdxHeader header = content.header();
    if (ids.length != header.samples()) {
      throw new InvalidInputException(
          path
              + " holds "
              + header.samples()
              + " samples but "
              + labelsPath
              + " "
              + ids.length
              + " labels",
          "Check that both files belong to the same split.");
    }
    String name = IdxNames.stem(path);
    FeatureShape shape = shapeOf(header);
    Matrix features = matrix(content, shape);
    LabeledDataset dataset = LabeledDataset.of(name, features, Labels.hard(ids)).withShape(shape);
    Optional<Path> classes = classesOf(path, name);
    return classes.isEmpty()
        ? dataset
        : dataset.withClassNames(ClassNamesFile.namesOf(classes.get(), name));
  }

  private LabeledDataset unlabelled(Path path) throws IOException {
    String fileName = IdxNames.name(path);
    if (IdxNames.isLabels(fileName)) {
      throw labelsOnly(path);
    }
    if (Files.exists(path.resolveSibling(Unlabelled.NONE))) {
      throw new InvalidInputException(
          "'labels: none' reads no labels, but there is a file called none beside " + path,
          "Rename it, or say 'labels: ./none' if it holds the labels.");
    }
    IdxContent.Features content = IdxContent.features(path);
    FeatureShape shape = shapeOf(content.header());
    return Unlabelled.dataset(IdxNames.stem(path), matrix(content, shape)).withShape(shape);
  }

  private static Matrix matrix(IdxContent.Features content, FeatureShape shape) {
    return Matrix.wrap(content.header().samples(), shape.dimension(), content.values());
  }

  private static InvalidInputException labelsOnly(Path path) {
    return new InvalidInputException(
        path + " holds labels only",
        "Name the file of the images; its labels are found by themselves.");
  }

  private static FeatureShape shapeOf(IdxHeader header) {
    List<Integer> sizes = header.sizes();
    boolean bytes = header.type() == IdxElementType.UBYTE;
    double low = bytes ? 0 : Double.NEGATIVE_INFINITY;
    double high = bytes ? 1 : Double.POSITIVE_INFINITY;
    return switch (sizes.size()) {
      case 1 -> new FeatureShape(1, 1, 1, low, high);
      case 2 -> new FeatureShape(1, 1, sizes.get(1), low, high);
      case 3 -> new FeatureShape(sizes.get(1), sizes.get(2), 1, low, high);
      default -> new FeatureShape(sizes.get(1), sizes.get(2), sizes.get(3), low, high);
    };
  }

  private Path labelsOf(Path images) {
    if (settings.labels().isPresent()) {
      Path labels = images.resolveSibling(settings.labels().get());
      SourceFile.requireFile(labels);
      return labels;
    }
    String name = IdxNames.name(images);
    if (!IdxNames.isImages(name)) {
      if (IdxNames.isLabels(name)) {
        throw labelsOnly(images);
      }
      throw new InvalidInputException(
          "the name of " + images + " does not say where its labels are",
          "Give the file of the labels in the setting 'labels', for instance"
              + " 'idx{labels: LABELS}:"
              + images
              + "' (labels: none if it has none), or call the files …images… and …labels….");
    }
    List<String> candidates = IdxNames.labelNames(name);
    for (String candidate : candidates) {
      Path labels = images.resolveSibling(candidate);
      if (Files.isRegularFile(labels)) {
        return labels;
      }
    }
    throw new InvalidInputException(
        images + " has no labels beside it (looked for " + String.join(", ", candidates) + ")",
        "Put the labels there, or give their file in the setting 'labels', for instance"
            + " 'idx{labels: LABELS}:"
            + images
            + "'; 'idx{labels: none}:"
            + images
            + "' reads the images without labels.");
  }

  private Optional<Path> classesOf(Path images, String dataset) {
    if (settings.classes().isPresent()) {
      return Optional.of(images.resolveSibling(settings.classes().get()));
    }
    for (String candidate : List.of(dataset + "-classes.json", "classes.json")) {
      Path classes = images.resolveSibling(candidate);
      if (Files.isRegularFile(classes)) {
        return Optional.of(classes);
      }
    }
    return Optional.empty();
  }

  @Override
  public void write(LabeledDataset dataset, Path path) throws IOException {
    if (!dataset.weights().isUniform()) {
      throw new InvalidInputException(
          "IDX cannot hold the weights of dataset '" + dataset.name() + "'",
          "Write it as .npz, or drop the weights first.");
    }
    write(SampleBatches.of(dataset), path);
  }

  @Override
  public void write(SampleBatches samples, Path path) throws IOException {
    Unlabelled.requireLabels(settings.unlabelled(), "labels");
    if (samples.areSoft()) {
      throw new InvalidInputException(
          "IDX cannot hold the soft labels of dataset '" + samples.name() + "'",
          "Write it as .npz, or harden the labels first.");
    }
    int count = count(samples);
    IdxHeader header = headerFor(samples.name(), samples.shape(), count);
    requireName(path, header);
    int[] ids = samples.classIds();
    boolean areBytes = ids.length == 0 || (ids[0] >= 0 && ids[ids.length - 1] <= 255);
    IdxElementType labelType = areBytes ? IdxElementType.UBYTE : IdxElementType.INT;
    String name = IdxNames.name(path);
    Path labelsPath = path.resolveSibling(IdxNames.labelName(name, labelType));
    SortedMap<Integer, String> names = samples.classNames();
    String stem = IdxNames.stem(path);
    Path classesPath = path.resolveSibling(stem + "-classes.json");
    try (NewFile files =
        names.isEmpty()
            ? new NewFile(path, labelsPath)
            : new NewFile(path, labelsPath, classesPath)) {
      try (OutputStream features = packed(files.open(0), name);
          OutputStream labels = packed(files.open(1), name)) {
        header.write(features);
        new IdxHeader(labelType, List.of(count)).write(labels);
        IdxOutput.batches(features, labels, samples, header.type(), labelType);
      }
      if (!names.isEmpty()) {
        ClassNamesFile.write(files.open(2), stem, names);
      }
      files.commit();
    }
  }

  private static int count(SampleBatches samples) {
    if (samples.count() > Integer.MAX_VALUE) {
      throw new InvalidInputException(
          "IDX cannot count to " + samples.count() + " samples",
          "Write at most " + Integer.MAX_VALUE + " of them to one file.");
    }
    return (int) samples.count();
  }

  private static OutputStream packed(OutputStream out, String name) throws IOException {
    return IdxNames.isGz(name) ? IdxOutput.gzip(out) : out;
  }

  private IdxHeader headerFor(String name, FeatureShape shape, int n) {
    boolean vector = shape.height() == 1 && shape.width() == 1;
    boolean ranged = Double.isFinite(shape.low()) && Double.isFinite(shape.high());
    IdxElementType type =
        switch (settings.element()) {
          case AUTO -> ranged && !vector ? IdxElementType.UBYTE : IdxElementType.FLOAT;
          case UBYTE -> IdxElementType.UBYTE;
          case FLOAT -> IdxElementType.FLOAT;
        };
    if (type == IdxElementType.UBYTE && !ranged) {
      throw new InvalidInputException(
          "dataset '" + name + "' has no range that bytes could stand for",
          "Write floats (setting 'element'), or give its shape a range.");
    }
    if (vector) {
      return new IdxHeader(type, List.of(n, shape.channels()));
    }
    return shape.channels() == 1
        ? new IdxHeader(type, List.of(n, shape.height(), shape.width()))
        : new IdxHeader(type, List.of(n, shape.height(), shape.width(), shape.channels()));
  }

  private static void requireName(Path path, IdxHeader header) {
    String name = IdxNames.name(path);
    if (!IdxNames.isImages(name)) {
      throw new InvalidInputException(
          "IDX is two files, and the name " + name + " does not say which",
          "Call it " + fileName("<dataset>", header) + ", for instance.");
    }
    String right = IdxNames.imagesName(name, header.sizes().size(), header.type());
    if (!right.equalsIgnoreCase(name)) {
      throw new InvalidInputException(
          "the name "
              + name
              + " does not fit "
              + header.describe()
              + " values of type "
              + header.type().suffix(),
          "Call it " + right + ".");
    }
  }

  /**
   * The usual name of the images file of a dataset as this format would write it.
   *
   * @param stem what the dataset is called
   * @param dataset the dataset
   * @return for instance {@code mnist-images-idx3-ubyte.gz}
   */
  public String fileName(String stem, LabeledDataset dataset) {
    return fileName(stem, headerFor(dataset.name(), dataset.shape(), dataset.size()));
  }

  private static String fileName(String stem, IdxHeader header) {
    return stem + "-images-idx" + header.sizes().size() + "-" + header.type().suffix() + ".gz";
  }

  @Override
  public Optional<String> extension() {
    return Optional.of(EXTENSION);
  }
}
