package org.otium.app.imports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.otium.data.images.ImageFolderFormat;
import org.otium.data.images.ImageFolderSettings;
import org.otium.data.parquet.ParquetFiles;
import org.otium.data.parquet.ParquetFormat;
import org.otium.data.parquet.ParquetSettings;

/** What Hugging Face publishes. */
final class HuggingFaceFolder {
  private HuggingFaceFolder() {}

  static List<PublishedSplit> parquet(Path source, ImportOptions options) throws IOException {
    ParquetSettings defaults = ParquetSettings.defaults();
    ParquetSettings labelled = options.label().map(defaults::withLabel).orElse(defaults);
    ParquetSettings settings = options.size().map(labelled::withSize).orElse(labelled);
    Path whole = source.toAbsolutePath().normalize();
    if (!Files.isDirectory(source)) {
      String stem = Folders.name(whole).replaceFirst("(?i)\\.parquet$", "");
      ParquetFormat format = new ParquetFormat(settings);
      return format.recognises(source)
          ? List.of(
              new PublishedSplit(
                  options.nameOr(stem), "", source.toString(), () -> format.read(source)))
          : List.of();
    }
    List<PublishedSplit> splits = new ArrayList<>();
    String name = options.nameOr(Folders.dataset(whole));
    for (Map.Entry<String, List<Path>> split : ParquetFiles.splits(source).entrySet()) {
      ParquetFormat format = new ParquetFormat(settings.withSplit(split.getKey()));
      int files = split.getValue().size();
      splits.add(
          new PublishedSplit(
              name,
              Folders.split(split.getKey()),
              files == 1 ? split.getValue().getFirst().toString() : files + " files of " + source,
              () -> format.read(source)));
    }
    return splits;
  }

  static List<PublishedSplit> imageFolder(Path source, ImportOptions options) throws IOException {
    if (!Files.isDirectory(source)) {
      return List.of();
    }
    ImageFolderSettings sized =
        options
            .size()
            .map(ImageFolderSettings.defaults()::withSize)
            .orElse(ImageFolderSettings.defaults());
    ImageFolderFormat format =
        new ImageFolderFormat(sized.withLabels(ImageFolderSettings.FolderLabels.METADATA));
    String name = options.nameOr(Folders.dataset(source.toAbsolutePath().normalize()));
    if (format.recognises(source)) {
      return List.of(new PublishedSplit(name, "", source.toString(), () -> format.read(source)));
    }
    List<PublishedSplit> splits = new ArrayList<>();
    for (Path root : List.of(source, source.resolve("data"))) {
      if (Files.isDirectory(root)) {
        for (Path folder : Folders.in(root)) {
          if (format.recognises(folder)) {
            String split = Folders.split(Folders.name(folder).toLowerCase(Locale.ROOT));
            splits.add(
                new PublishedSplit(name, split, folder.toString(), () -> format.read(folder)));
          }
        }
      }
    }
    return splits.isEmpty() ? TorchvisionFolder.imageFolder(source, options) : splits;
  }
}
