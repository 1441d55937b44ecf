package org.otium.app.imports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Names of folders and what they tell. */
final class Folders {
  /** Folders between a dataset and its files. */
  private static final Set<String> SILENT = Set.of("raw", "data", "processed", "default");

  private Folders() {}

  static String name(Path path) {
    Path file = path.getFileName();
    return file == null ? "" : file.toString();
  }

  /** What the dataset in a folder is called: the innermost folder whose name says something. */
  static String dataset(Path folder) {
    Path named = folder;
    while (SILENT.contains(name(named)) && named.getParent() != null) {
      named = named.getParent();
    }
    return name(named);
  }

  /** The visible folders in a folder, by name. */
  static List<Path> in(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(path -> Files.isDirectory(path) && !name(path).startsWith("."))
          .sorted()
          .toList();
    }
  }

  /** The usual name of a split, fit for a file name. */
  static String split(String published) {
    return switch (published) {
      case "training" -> "train";
      case "testing" -> "test";
      case "val", "valid" -> "validation";
      default -> published.replaceAll("[^A-Za-z0-9_-]+", "-");
    };
  }
}
