package org.otium.data.cifar;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.otium.api.DatasetFormat;
import org.otium.api.FeatureShape;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.data.io.Memory;
import org.otium.data.io.NewFile;
import org.otium.data.io.SourceFile;
import org.otium.data.io.Unlabelled;

/**
 * Reads the binary version of CIFAR-10 and CIFAR-100, and writes that of CIFAR-10: one file, or the
 * files of a split in a folder ({@code cifar-10-batches-bin}, {@code cifar-100-binary}). A record
 * is a label (in CIFAR-100 a coarse and a fine one) and 32×32 bytes of red, then green, then blue;
 * features are channels last and divided by 255. Names of classes come from {@code
 * batches.meta.txt}, {@code fine_label_names.txt} or {@code coarse_label_names.txt} beside the
 * files.
 */
public final class CifarFormat implements DatasetFormat {
  private static final int SIDE = 32;
  private static final int PIXELS = SIDE * SIDE;
  private static final int CHANNELS = 3;
  private static final long LONGEST_NAMES = 1 << 16;
  private static final Pattern TRAIN = Pattern.compile("data_batch_\\d+\\.bin|train\\.bin");
  private static final Pattern TEST = Pattern.compile("test(_batch)?\\.bin");
  private static final String TEN_NAMES = "batches.meta.txt";
  private static final String FINE_NAMES = "fine_label_names.txt";
  private final CifarSettings settings;

  /** The format with default settings. */
  public CifarFormat() {
    this(CifarSettings.defaults());
  }

  /**
   * The format.
   *
   * @param settings how to read
   */
  public CifarFormat(CifarSettings settings) {
    this.settings = settings;
  }

  /** What a record looks like. */
  private enum Layout {
    CIFAR10(1, 10),
    CIFAR100(2, 100);

    private final int labels;
    private final int classes;

    Layout(int labels, int classes) {
      this.labels = labels;
      this.classes = classes;
    }

    int record() {
      return labels + CHANNELS * PIXELS;
    }
  }

  @Override
  public boolean recognises(Path path) {
    try {
      if (Files.isDirectory(path)) {
        return !files(path, TRAIN).isEmpty() || !files(path, TEST).isEmpty();
      }
      return Files.isRegularFile(path) && isNamedFor(path) && fits(Files.size(path));
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean fits(long length) {
    return length > 0
        && (length % Layout.CIFAR10.record() == 0 || length % Layout.CIFAR100.record() == 0);
  }

  @Override
  public boolean isNamedFor(Path path) {
    String name = name(path).toLowerCase(Locale.ROOT);
    return !Files.isDirectory(path)
        && (TRAIN.matcher(name).matches() || TEST.matcher(name).matches());
  }

  /** The files of a folder with such names that could be of CIFAR. */
  private static List<Path> files(Path folder, Pattern names) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      List<Path> files = new ArrayList<>();
      for (Path file : (Iterable<Path>) all.sorted()::iterator) {
        // Other things are called train.bin too.
        boolean isPlain = name(file).equals("train.bin") || name(file).equals("test.bin");
        if (names.matcher(name(file)).matches()
            && Files.isRegularFile(file)
            && (!isPlain || Files.isRegularFile(file.resolveSibling(FINE_NAMES)))) {
          files.add(file);
        }
      }
      return files;
    }
  }

  /**
   * Whether a folder holds files of a split.
   *
   * @param folder a folder
   * @param split train or test; or any of them
   * @return whether there are some
   * @throws IOException if the folder cannot be read
   */
  public static boolean holds(Path folder, CifarSettings.Split split) throws IOException {
    boolean train = split != CifarSettings.Split.TEST && !files(folder, TRAIN).isEmpty();
    return train || (split != CifarSettings.Split.TRAIN && !files(folder, TEST).isEmpty());
  }

  private static String name(Path path) {
    Path file = path.getFileName();
    return file == null ? path.toString() : file.toString();
  }

  private List<Path> files(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      SourceFile.requireFile(path);
      return List.of(path);
    }
    List<Path> train = files(path, TRAIN);
    List<Path> test = files(path, TEST);
    boolean both = !train.isEmpty() && !test.isEmpty();
    if (settings.split() == CifarSettings.Split.AUTO && both) {
      throw new InvalidInputException(
          path + " holds the splits train and test",
          "Choose one: 'cifar{split: train}:" + path + "'.");
    }
    List<Path> files =
        switch (settings.split()) {
          case AUTO -> train.isEmpty() ? test : train;
          case TRAIN -> train;
          case TEST -> test;
        };
    if (files.isEmpty()) {
      throw new InvalidInputException(
          path + " holds no such files of CIFAR",
          "They are called data_batch_1.bin, … and test_batch.bin, or train.bin and test.bin beside "
              + FINE_NAMES
              + ".");
    }
    return files;
  }

  @Override
  public LabeledDataset read(Path path) throws IOException {
    List<Path> files = files(path);
    Layout layout = layout(files.getFirst());
    if (layout == Layout.CIFAR10 && settings.labels() == CifarSettings.CifarLabels.COARSE) {
      throw new InvalidInputException(
          path + " is of CIFAR-10, which has no coarse labels", "Leave out 'labels'.");
    }
    long samples = 0;
    for (Path file : files) {
      samples += samples(file, layout);
    }
    int d = CHANNELS * PIXELS;
    float[] features = new float[Memory.require(samples * d, Float.BYTES, path.toString())];
    int[] ids = new int[(int) samples];
    int at = 0;
    for (Path file : files) {
      at += read(file, layout, features, ids, at);
    }
    String name = name(path.toAbsolutePath().normalize()).replaceFirst("\\.bin$", "");
    if (Files.isDirectory(path) && settings.split() != CifarSettings.Split.AUTO) {
      name += "-" + settings.split().name().toLowerCase(Locale.ROOT);
    }
    Matrix matrix = Matrix.wrap(ids.length, d, features);
    LabeledDataset dataset =
        settings.labels() == CifarSettings.CifarLabels.NONE
            ? Unlabelled.dataset(name, matrix)
            : LabeledDataset.of(name, matrix, Labels.hard(ids))
                .withClassNames(classNames(files.getFirst(), layout));
    return dataset.withShape(FeatureShape.image(SIDE, SIDE, CHANNELS));
  }

  private Layout layout(Path file) throws IOException {
    return switch (settings.kind()) {
      case CIFAR10 -> Layout.CIFAR10;
      case CIFAR100 -> Layout.CIFAR100;
      case AUTO -> {
        String name = name(file).toLowerCase(Locale.ROOT);
        boolean isTen = name.startsWith("data_batch") || name.startsWith("test_batch");
        boolean isHundred = Files.isRegularFile(file.resolveSibling(FINE_NAMES));
        boolean fitsTen = Files.size(file) % Layout.CIFAR10.record() == 0;
        yield isTen || (!isHundred && fitsTen) ? Layout.CIFAR10 : Layout.CIFAR100;
      }
    };
  }

  private static long samples(Path file, Layout layout) throws IOException {
    long length = Files.size(file);
    if (length == 0 || length % layout.record() != 0) {
      throw new InvalidInputException(
          file
              + " has "
              + length
              + " bytes, no multiple of the "
              + layout.record()
              + " that a picture of "
              + (layout == Layout.CIFAR10 ? "CIFAR-10" : "CIFAR-100")
              + " takes",
          "Get the file again if it is truncated, or say which dataset it is in the setting 'kind'.");
    }
    return length / layout.record();
  }

  private int read(Path file, Layout layout, float[] features, int[] ids, int at)
      throws IOException {
    boolean coarse = settings.labels() == CifarSettings.CifarLabels.COARSE;
    int classes = coarse ? 20 : layout.classes;
    byte[] record = new byte[layout.record()];
    int count = 0;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      while (in.readNBytes(record, 0, record.length) == record.length) {
        if (at + count == ids.length) {
          throw new IOException("it grew while it was read");
        }
        int id = record[coarse ? 0 : layout.labels - 1] & 0xff;
        if (id >= classes) {
          throw new InvalidInputException(
              file + " has the label " + id + " in picture " + (count + 1),
              "There are " + classes + " classes; the file is damaged or not of CIFAR.");
        }
        ids[at + count] = id;
        int start = (at + count) * CHANNELS * PIXELS;
        for (int c = 0; c < CHANNELS; c++) {
          int plane = layout.labels + c * PIXELS;
          for (int p = 0; p < PIXELS; p++) {
            features[start + p * CHANNELS + c] = (record[plane + p] & 0xff) / 255f;
          }
        }
        count++;
      }
    }
    return count;
  }

  private Map<Integer, String> classNames(Path file, Layout layout) throws IOException {
    Path names =
        file.resolveSibling(
            layout == Layout.CIFAR10
                ? TEN_NAMES
                : settings.labels() == CifarSettings.CifarLabels.COARSE
                    ? "coarse_label_names.txt"
                    : FINE_NAMES);
    Map<Integer, String> byId = new TreeMap<>();
    if (!Files.isRegularFile(names) || Files.size(names) > LONGEST_NAMES) {
      return byId;
    }
    try {
      for (String line : Files.readAllLines(names, StandardCharsets.UTF_8)) {
        if (!line.isBlank()) {
          byId.put(byId.size(), line.strip());
        }
      }
    } catch (CharacterCodingException e) {
      throw new InvalidInputException(
          names + " is no text", "It must hold one class name a line.", e);
    }
    return byId;
  }

  @Override
  public void write(LabeledDataset dataset, Path path) throws IOException {
    requireWritable(dataset);
    FeatureShape shape = dataset.shape();
    double scale = 255 / (shape.high() - shape.low());
    byte[] record = new byte[Layout.CIFAR10.record()];
    Path names = path.resolveSibling(TEN_NAMES);
    byte[] lines =
        String.join("\n", dataset.classNames().values()).getBytes(StandardCharsets.UTF_8);
    boolean areNew = lines.length > 0 && !Files.exists(names);
    if (lines.length > 0
        && !areNew
        && !classNames(path, Layout.CIFAR10).equals(dataset.classNames())) {
      throw new InvalidInputException(
          names + " names other classes than dataset '" + dataset.name() + "'",
          "Write to another folder.");
    }
    try (NewFile files = areNew ? new NewFile(path, names) : new NewFile(path)) {
      try (OutputStream out = files.open(0)) {
        for (int i = 0; i < dataset.size(); i++) {
          record[0] = (byte) dataset.labels().classOf(i);
          for (int c = 0; c < CHANNELS; c++) {
            for (int p = 0; p < PIXELS; p++) {
              double value = dataset.features().get(i, p * CHANNELS + c) - shape.low();
              record[1 + c * PIXELS + p] = (byte) Math.clamp(Math.round(value * scale), 0, 255);
            }
          }
          out.write(record);
        }
      }
      if (areNew) {
        try (OutputStream out = files.open(1)) {
          out.write(lines);
        }
      }
      files.commit();
    }
  }

  private void requireWritable(LabeledDataset dataset) {
    Unlabelled.requireLabels(settings.labels() == CifarSettings.CifarLabels.NONE, "labels");
    FeatureShape shape = dataset.shape();
    boolean ranged = Double.isFinite(shape.low()) && Double.isFinite(shape.high());
    if (!ranged
        || shape.height() != SIDE
        || shape.width() != SIDE
        || shape.channels() != CHANNELS) {
      throw new InvalidInputException(
          "dataset '" + dataset.name() + "' (" + shape.describe() + ") is not of 32×32×3 pixels",
          "Resize it (--resize 32x32x3), or write npz or parquet.");
    }
    int[] ids = dataset.classIds();
    if (ids[0] < 0 || ids[ids.length - 1] >= Layout.CIFAR10.classes) {
      throw new InvalidInputException(
          "dataset '" + dataset.name() + "' has other classes than 0 to 9",
          "Write npz or parquet.");
    }
    if (dataset.labels() instanceof Labels.Soft || !dataset.weights().isUniform()) {
      throw new InvalidInputException(
          "CIFAR files cannot hold the soft labels or weights of dataset '" + dataset.name() + "'",
          "Write it as .npz, or drop them first.");
    }
    int next = 0;
    for (int id : dataset.classNames().keySet()) {
      if (id != next++
          || dataset.className(id).isBlank()
          || dataset.className(id).lines().count() > 1) {
        throw new InvalidInputException(
            TEN_NAMES + " cannot hold the class names of dataset '" + dataset.name() + "'",
            "It takes one line a class, from class 0 on; write npz or parquet.");
      }
    }
  }

  @Override
  public Optional<String> extension() {
    return Optional.of(".bin");
  }
}
