package org.otium.data.images;

import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.otium.api.DatasetFormat;
import org.otium.api.FeatureShape;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.data.ImageResampler;
import org.otium.data.io.Memory;
import org.otium.data.io.NewFile;
import org.otium.data.io.Unlabelled;

/**
 * Reads and writes folders of PNG, JPEG, GIF or BMP pictures, one folder a class: {@code
 * cats/1.png}, {@code dogs/1.png}. Class ids are the positions of the folders in their natural
 * order; samples come in the order of their file names. Hidden files, and files beside the folders
 * that are no pictures, are skipped. With {@code labels: none} pictures may lie in the folder
 * itself, and all are one class. Written are PNG files of 8 bits a channel, so values are rounded
 * to 1/255 of their range.
 */
public final class ImageFolderFormat implements DatasetFormat {
  private static final String EXTENSION = ".images";
  private static final Set<String> ENDINGS = Set.of("png", "jpg", "jpeg", "gif", "bmp");

  /** What operating systems leave in folders. */
  private static final Set<String> DEBRIS = Set.of("thumbs.db", "desktop.ini");

  private final ImageFolderSettings settings;

  /** The format with default settings. */
  public ImageFolderFormat() {
    this(ImageFolderSettings.defaults());
  }

  /**
   * The format.
   *
   * @param settings how to read
   */
  public ImageFolderFormat(ImageFolderSettings settings) {
    this.settings = settings;
  }

  @Override
  public boolean recognises(Path path) {
    if (!Files.isDirectory(path)) {
      return false;
    }
    try {
      for (Path folder : visible(path)) {
        if (unlabelled() && isPicture(folder)) {
          return true;
        }
        if (Files.isDirectory(folder)
            && visible(folder).stream().anyMatch(ImageFolderFormat::isPicture)) {
          return true;
        }
      }
    } catch (IOException e) {
      return false;
    }
    return false;
  }

  @Override
  public boolean isNamedFor(Path path) {
    return Files.isDirectory(path) || name(path).toLowerCase(Locale.ROOT).endsWith(EXTENSION);
  }

  private boolean unlabelled() {
    return settings.labels() == ImageFolderSettings.FolderLabels.NONE;
  }

  private static List<Path> visible(Path folder) throws IOException {
    List<Path> entries = new ArrayList<>();
    try (Stream<Path> all = Files.list(folder)) {
      for (Path entry : (Iterable<Path>) all::iterator) {
        String name = name(entry);
        if (!name.startsWith(".")
            && !Files.isHidden(entry)
            && !DEBRIS.contains(name.toLowerCase(Locale.ROOT))) {
          entries.add(entry);
        }
      }
    }
    entries.sort((a, b) -> name(a).compareTo(name(b)));
    return entries;
  }

  private static boolean isPicture(Path file) {
    String name = name(file).toLowerCase(Locale.ROOT);
    return ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1));
  }

  private static String name(Path path) {
    Path file = path.getFileName();
    return file == null ? path.toString() : file.toString();
  }

  private record Sample(Path file, int classId) {}

  @Override
  public LabeledDataset read(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      throw new InvalidInputException(
          Files.exists(path) ? path + " is no folder" : "there is no folder " + path,
          "Name a folder that holds one folder of pictures a class.");
    }
    Map<Integer, String> names = new TreeMap<>();
    List<Sample> samples = unlabelled() ? pictures(path) : list(path, names);
    if (unlabelled()) {
      names.put(Unlabelled.CLASS_ID, Unlabelled.CLASS_NAME);
    }
    List<Picture.Outline> outlines = new ArrayList<>();
    for (Sample sample : samples) {
      outlines.add(Picture.outline(sample.file(), settings.maxMegapixels()));
    }
    ImageSize size = settings.size().orElseGet(() -> commonSize(path, samples, outlines));
    int channels =
        switch (settings.channels()) {
          case AUTO -> outlines.stream().allMatch(Picture.Outline::gray) ? 1 : 3;
          case GRAY -> 1;
          case RGB -> 3;
        };
    FeatureShape shape = FeatureShape.image(size.height(), size.width(), channels);
    int d = shape.dimension();
    float[] features =
        new float[Memory.require((long) samples.size() * d, Float.BYTES, path.toString())];
    int[] ids = new int[samples.size()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = samples.get(i).classId();
      read(samples.get(i).file(), outlines.get(i), shape, features, i * d);
    }
    return LabeledDataset.of(
            name(path.toAbsolutePath().normalize()),
            Matrix.wrap(ids.length, d, features),
            Labels.hard(ids))
        .withShape(shape)
        .withClassNames(names);
  }

  /** Pictures in a folder and in the folders there, all of one class. */
  private static List<Sample> pictures(Path path) throws IOException {
    List<Sample> samples = new ArrayList<>();
    for (Path entry : visible(path)) {
      for (Path file : Files.isDirectory(entry) ? visible(entry) : List.of(entry)) {
        if (!Files.isDirectory(file) && isPicture(file)) {
          samples.add(new Sample(file, Unlabelled.CLASS_ID));
        } else if (!file.equals(entry)) {
          throw noPicture(file);
        }
      }
    }
    if (samples.isEmpty()) {
      throw new InvalidInputException(
          path + " holds no pictures", "Name a folder of PNG, JPEG, GIF or BMP pictures.");
    }
    return samples;
  }

  private static InvalidInputException noPicture(Path file) {
    return new InvalidInputException(
        file + " is no PNG, JPEG, GIF or BMP picture", "Remove it or convert it.");
  }

  private static List<Sample> list(Path path, Map<Integer, String> names) throws IOException {
    List<Sample> samples = new ArrayList<>();
    for (Path folder : visible(path)) {
      if (!Files.isDirectory(folder)) {
        if (isPicture(folder)) {
          throw new InvalidInputException(
              folder + " lies beside the folders of the classes",
              "Move it into the folder of its class; 'image-folder{labels: none}:"
                  + path
                  + "' reads pictures without labels.");
        }
        continue;
      }
      int id = names.size();
      names.put(id, name(folder));
      int before = samples.size();
      for (Path file : visible(folder)) {
        if (Files.isDirectory(file) || !isPicture(file)) {
          throw noPicture(file);
        }
        samples.add(new Sample(file, id));
      }
      if (samples.size() == before) {
        throw new InvalidInputException(
            folder + " holds no pictures", "Remove the folder, or fill it.");
      }
    }
    if (samples.isEmpty()) {
      throw new InvalidInputException(
          path + (visible(path).isEmpty() ? " is empty" : " holds no folders of pictures"),
          "It must hold one folder of pictures a class; for another format name a file in it.");
    }
    return samples;
  }

  private static ImageSize commonSize(
      Path folder, List<Sample> samples, List<Picture.Outline> outlines) {
    Picture.Outline first = outlines.getFirst();
    for (int i = 1; i < outlines.size(); i++) {
      Picture.Outline other = outlines.get(i);
      if (other.height() != first.height() || other.width() != first.width()) {
        throw new InvalidInputException(
            samples.getFirst().file()
                + " has "
                + first.height()
                + "×"
                + first.width()
                + " pixels, "
                + samples.get(i).file()
                + " "
                + other.height()
                + "×"
                + other.width(),
            "Set 'size' to bring all to one size, for instance 'image-folder{size: 32}:"
                + folder
                + "'.");
      }
    }
    return new ImageSize(first.height(), first.width());
  }

  private void read(
      Path file, Picture.Outline outline, FeatureShape shape, float[] features, int at)
      throws IOException {
    int height = outline.height();
    int width = outline.width();
    if (settings.fit() == ImageFolderSettings.Fit.CROP) {
      // The largest middle part with the aspect of the target, to the nearest pixel.
      double aspect = (double) shape.width() / shape.height();
      width = Math.clamp(Math.round(outline.height() * aspect), 1, outline.width());
      height = Math.clamp(Math.round(outline.width() / aspect), 1, outline.height());
    }
    int top = (outline.height() - height) / 2;
    int left = (outline.width() - width) / 2;
    Memory.require((long) height * width * shape.channels(), Float.BYTES, file.toString());
    float background = settings.background() == ImageFolderSettings.Background.WHITE ? 1 : 0;
    float[] pixels = Picture.decode(file, top, left, height, width, shape.channels(), background);
    new ImageResampler(height, width, shape.channels(), shape.height(), shape.width())
        .apply(pixels, 0, features, at);
    for (int j = at; j < at + shape.dimension(); j++) {
      features[j] = Math.clamp(features[j], 0f, 1f);
    }
  }

  @Override
  public void write(LabeledDataset dataset, Path path) throws IOException {
    Unlabelled.requireLabels(unlabelled(), "labels");
    requireWritable(dataset);
    Map<Integer, String> folders = folders(dataset);
    try (NewFile files = new NewFile(path)) {
      Path root = files.temporary(0);
      try {
        Files.createDirectory(root);
      } catch (AccessDeniedException e) {
        throw NewFile.readOnly(path, e);
      }
      for (String folder : folders.values()) {
        Files.createDirectory(root.resolve(folder));
      }
      int digits = Integer.toString(dataset.size() - 1).length();
      for (int i = 0; i < dataset.size(); i++) {
        String folder = folders.getOrDefault(dataset.labels().classOf(i), "");
        String file = "0".repeat(digits - Integer.toString(i).length()) + i + ".png";
        if (!ImageIO.write(image(dataset, i), "png", root.resolve(folder, file).toFile())) {
          throw new IOException("this Java cannot write PNG files");
        }
      }
      files.commit();
    }
  }

  private static void requireWritable(LabeledDataset dataset) {
    FeatureShape shape = dataset.shape();
    boolean ranged = Double.isFinite(shape.low()) && Double.isFinite(shape.high());
    if (!shape.isImage() || !ranged) {
      throw new InvalidInputException(
          "dataset '"
              + dataset.name()
              + "' ("
              + shape.describe()
              + (ranged ? "" : ", no range")
              + ") is not made of gray or RGB images with a range",
          "Write it as .npz, or give it such a shape.");
    }
    if (dataset.labels() instanceof Labels.Soft || !dataset.weights().isUniform()) {
      throw new InvalidInputException(
          "folders cannot hold the soft labels or weights of dataset '" + dataset.name() + "'",
          "Write it as .npz, or drop them first.");
    }
  }

  private static Map<Integer, String> folders(LabeledDataset dataset) {
    Map<Integer, String> folders = new TreeMap<>();
    Map<String, Integer> taken = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    int[] ids = dataset.classIds();
    int digits = Integer.toString(ids[ids.length - 1]).length();
    for (int id : ids) {
      String padded =
          id < 0 ? Integer.toString(id) : String.format(Locale.ROOT, "%0" + digits + "d", id);
      String name = dataset.classNames().getOrDefault(id, padded);
      // What some file system does not allow in a name, or hides.
      String safe =
          name.replaceAll("[\\p{Cntrl}/\\\\:*?\"<>|]", "-").strip().replaceFirst("^\\.+", "_");
      safe = safe.replaceFirst("[. ]+$", "").isEmpty() ? padded : safe;
      Integer other = taken.put(safe, id);
      if (other != null) {
        throw new InvalidInputException(
            "classes " + other + " and " + id + " would share the folder '" + safe + "'",
            "Give them names that differ in more than case and punctuation.");
      }
      folders.put(id, safe);
    }
    return folders;
  }

  private static BufferedImage image(LabeledDataset dataset, int sample) {
    FeatureShape shape = dataset.shape();
    boolean gray = shape.channels() == 1;
    BufferedImage image =
        new BufferedImage(
            shape.width(),
            shape.height(),
            gray ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB);
    WritableRaster raster = image.getRaster();
    double scale = 255 / (shape.high() - shape.low());
    int feature = 0;
    for (int y = 0; y < shape.height(); y++) {
      for (int x = 0; x < shape.width(); x++) {
        for (int c = 0; c < shape.channels(); c++) {
          double value = (dataset.features().get(sample, feature++) - shape.low()) * scale;
          raster.setSample(x, y, c, Math.clamp(Math.round(value), 0, 255));
        }
      }
    }
    return image;
  }

  @Override
  public Optional<String> extension() {
    return Optional.of(EXTENSION);
  }
}
