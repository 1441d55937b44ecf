package org.otium.app.imports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.otium.api.InvalidInputException;
import org.otium.data.idx.IdxFormat;
import org.otium.data.images.ImageFolderFormat;
import org.otium.data.images.ImageFolderSettings;

/** What torchvision leaves on the disk. */
final class TorchvisionFolder {
  private static final int DEEPEST = 3;
  private static final Pattern IMAGES = Pattern.compile("(.*?)-?images-idx\\d-[a-z]+(\\.gz)?");
  private static final Pattern SPLIT = Pattern.compile("(?:(.*?)-)?(train|test|t10k)");
  private static final Set<String> NAMES_OF_SPLITS =
      Set.of("train", "training", "test", "testing", "val", "valid", "validation");

  private TorchvisionFolder() {}

  static List<PublishedSplit> splits(Path source, ImportOptions options) throws IOException {
    if (!Files.isDirectory(source)) {
      return List.of();
    }
    List<PublishedSplit> splits = new ArrayList<>(idx(source, options));
    if (splits.isEmpty()) {
      splits.addAll(BinaryFiles.cifar(source, options));
    }
    if (splits.isEmpty()) {
      splits.addAll(imageFolder(source, options));
    }
    if (splits.isEmpty()) {
      refusePickles(source);
    }
    return splits;
  }

  private static void refusePickles(Path source) {
    for (String name : List.of("cifar-10-batches-py", "cifar-100-python")) {
      boolean isSource = Folders.name(source).equals(name);
      if (isSource || Files.isDirectory(source.resolve(name))) {
        throw new InvalidInputException(
            "'" + (isSource ? source : source.resolve(name)) + "' holds pickles of Python",
            "They can run any code and are not read: download the binary version of the dataset"
                + " (cifar-10-binary.tar.gz, cifar-100-binary.tar.gz) instead.");
      }
    }
  }

  /** Files of IDX, of which the unpacked come before the packed. */
  private static List<PublishedSplit> idx(Path source, ImportOptions options) throws IOException {
    Map<String, PublishedSplit> found = new LinkedHashMap<>();
    List<Path> files;
    try (Stream<Path> all = Files.walk(source, DEEPEST)) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : files) {
      Matcher images = IMAGES.matcher(Folders.name(file).toLowerCase(Locale.ROOT));
      if (images.matches()) {
        Matcher split = SPLIT.matcher(images.group(1));
        boolean known = split.matches();
        String part = known ? split.group(2).replace("t10k", "test") : images.group(1);
        String within = known && split.group(1) != null ? split.group(1) : "";
        Path folder = file.toAbsolutePath().resolveSibling(".").normalize();
        String dataset = within.isEmpty() ? Folders.dataset(folder) : within;
        String name = options.nameOr(dataset);
        PublishedSplit one =
            new PublishedSplit(name, part, file.toString(), () -> new IdxFormat().read(file));
        // Several datasets may lie in one folder.
        found.putIfAbsent(folder + " " + within + " " + part, one);
      }
    }
    return List.copyOf(found.values());
  }

  /** One folder a split and in it one a class, or one folder a class. */
  static List<PublishedSplit> imageFolder(Path source, ImportOptions options) throws IOException {
    ImageFolderSettings defaults = ImageFolderSettings.defaults();
    ImageFolderFormat format =
        new ImageFolderFormat(options.size().map(defaults::withSize).orElse(defaults));
    List<PublishedSplit> splits = new ArrayList<>();
    String name = options.nameOr(Folders.dataset(source.toAbsolutePath().normalize()));
    for (Path folder : Folders.in(source)) {
      String split = Folders.name(folder).toLowerCase(Locale.ROOT);
      boolean hasTable = Files.isRegularFile(folder.resolve("metadata.csv"));
      if (NAMES_OF_SPLITS.contains(split) && !hasTable && format.recognises(folder)) {
        splits.add(
            new PublishedSplit(
                name, Folders.split(split), folder.toString(), () -> format.read(folder)));
      }
    }
    if (splits.isEmpty() && format.recognises(source)) {
      splits.add(new PublishedSplit(name, "", source.toString(), () -> format.read(source)));
    }
    return splits;
  }
}
