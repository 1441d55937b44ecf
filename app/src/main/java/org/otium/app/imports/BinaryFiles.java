package org.otium.app.imports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.otium.api.InvalidInputException;
import org.otium.data.cifar.CifarFormat;
import org.otium.data.cifar.CifarSettings;
import org.otium.data.npz.NpzFile;
import org.otium.data.npz.NpzFormat;
import org.otium.data.npz.NpzSettings;

/** Datasets in files of numbers, whose splits lie in files or arrays of known names. */
final class BinaryFiles {
  private static final List<String> FOLDERS =
      List.of("", "cifar-10-batches-bin", "cifar-100-binary");

  private BinaryFiles() {}

  static List<PublishedSplit> cifar(Path source, ImportOptions options) throws IOException {
    if (!Files.isDirectory(source)) {
      return List.of();
    }
    CifarSettings settings = CifarSettings.defaults().withLabels(labels(options));
    List<PublishedSplit> splits = new ArrayList<>();
    for (String name : FOLDERS) {
      Path folder = source.resolve(name);
      if (Files.isDirectory(folder) && new CifarFormat(settings).recognises(folder)) {
        boolean hundred = Files.isRegularFile(folder.resolve("fine_label_names.txt"));
        String dataset = options.nameOr(hundred ? "cifar100" : "cifar10");
        for (CifarSettings.Split split :
            List.of(CifarSettings.Split.TRAIN, CifarSettings.Split.TEST)) {
          CifarFormat format = new CifarFormat(settings.withSplit(split));
          if (CifarFormat.holds(folder, split)) {
            splits.add(
                new PublishedSplit(
                    dataset,
                    split.name().toLowerCase(Locale.ROOT),
                    folder.toString(),
                    () -> format.read(folder)));
          }
        }
      }
    }
    return splits;
  }

  private static CifarSettings.CifarLabels labels(ImportOptions options) {
    return switch (options.label().orElse("fine")) {
      case "fine", "label" -> CifarSettings.CifarLabels.FINE;
      case "coarse" -> CifarSettings.CifarLabels.COARSE;
      case "none" -> CifarSettings.CifarLabels.NONE;
      default ->
          throw new InvalidInputException(
              "CIFAR has no labels '" + options.label().orElse("") + "'",
              "Its labels are fine, coarse (CIFAR-100 only) or none.");
    };
  }

  static List<PublishedSplit> keras(Path source, ImportOptions options) throws IOException {
    String file = Folders.name(source).toLowerCase(Locale.ROOT);
    if (!Files.isRegularFile(source) || !file.endsWith(".npz")) {
      return List.of();
    }
    Set<String> arrays = NpzFile.read(source).keySet();
    List<PublishedSplit> splits = new ArrayList<>();
    String dataset = options.nameOr(file.replaceFirst("\\.npz$", ""));
    for (String split : List.of("train", "test", "val", "valid")) {
      if (arrays.contains("x_" + split) && arrays.contains("y_" + split)) {
        String labels = options.label().filter("none"::equals).orElse("y_" + split);
        NpzFormat format =
            new NpzFormat(new NpzSettings(Optional.of("x_" + split), Optional.of(labels), true));
        splits.add(
            new PublishedSplit(
                dataset,
                Folders.split(split),
                source + " (x_" + split + ")",
                () -> format.read(source)));
      }
    }
    return splits;
  }
}
