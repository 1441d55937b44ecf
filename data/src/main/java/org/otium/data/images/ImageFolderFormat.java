package org.otium.data.images;

import java.io.IOException;
import java.io.OutputStream;
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
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.otium.api.DatasetFormat;
import org.otium.api.InvalidInputException;
import org.otium.api.LabeledDataset;
import org.otium.api.Labels;
import org.otium.api.Matrix;
import org.otium.data.io.ClassIds;
import org.otium.data.io.NewFile;
import org.otium.data.io.Unlabelled;

/**
 * Reads and writes folders of PNG, JPEG, GIF or BMP pictures, one folder a class: {@code
 * cats/1.png}, {@code dogs/1.png}. Class ids are the positions of the folders in their natural
 * order; samples come in the order of their file names. Hidden files, and files beside the folders
 * that are no pictures, are skipped. With {@code labels: metadata} the table {@code metadata.csv}
 * names the pictures and their classes. With {@code labels: none} pictures may lie in the folder
 * itself, and all are one class. Written are PNG files of 8 bits a channel, so values are rounded
 * to 1/255 of their range.
 */
public final class ImageFolderFormat implements DatasetFormat {
  private static final String EXTENSION = ".images";
  private static final Set<String> ENDINGS = Set.of("png", "jpg", "jpeg", "gif", "bmp");

  /** What operating systems leave in folders. */
  private static final Set<String> DEBRIS = Set.of("thumbs.db", "desktop.ini");

  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,9}");
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
    if (settings.labels() == ImageFolderSettings.FolderLabels.METADATA) {
      return Files.isRegularFile(path.resolve(MetadataTable.NAME));
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
    List<Sample> samples =
        switch (settings.labels()) {
          case FOLDERS -> list(path, names);
          case METADATA -> table(path, names);
          case NONE -> {
            names.put(Unlabelled.CLASS_ID, Unlabelled.CLASS_NAME);
            yield pictures(path);
          }
        };
    Pictures.Decoded decoded =
        Pictures.decode(
            path.toString(),
            samples.stream().map(sample -> Pictures.Source.of(sample.file())).toList(),
            settings,
            "image-folder{size: 32}:" + path);
    int[] ids = new int[samples.size()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = samples.get(i).classId();
    }
    return LabeledDataset.of(
            name(path.toAbsolutePath().normalize()),
            Matrix.wrap(ids.length, decoded.shape().dimension(), decoded.features()),
            Labels.hard(ids))
        .withShape(decoded.shape())
        .withClassNames(names);
  }

  /** Pictures that a table names; labels that are all whole numbers are the class ids. */
  private static List<Sample> table(Path path, Map<Integer, String> names) throws IOException {
    List<MetadataTable.Row> rows = MetadataTable.read(path);
    List<Sample> samples = new ArrayList<>();
    if (rows.stream().allMatch(row -> NUMBER.matcher(row.label()).matches())) {
      rows.forEach(row -> samples.add(new Sample(row.file(), Integer.parseInt(row.label()))));
      return samples;
    }
    ClassIds.FromTexts ids =
        ClassIds.of(rows.stream().map(MetadataTable.Row::label).toArray(String[]::new));
    for (int i = 0; i < rows.size(); i++) {
      samples.add(new Sample(rows.get(i).file(), ids.ids()[i]));
    }
    names.putAll(ids.names());
    return samples;
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
              Files.isRegularFile(path.resolve(MetadataTable.NAME))
                  ? "'image-folder{labels: metadata}:"
                      + path
                      + "' takes labels from its "
                      + MetadataTable.NAME
                      + "."
                  : "Move it into the folder of its class; 'image-folder{labels: none}:"
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
        try (OutputStream png = Files.newOutputStream(root.resolve(folder, file))) {
          Pictures.png(dataset, i, png);
        }
      }
      files.commit();
    }
  }

  private static void requireWritable(LabeledDataset dataset) {
    Pictures.requireImages(dataset.name(), dataset.shape());
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

  @Override
  public Optional<String> extension() {
    return Optional.of(EXTENSION);
  }
}
