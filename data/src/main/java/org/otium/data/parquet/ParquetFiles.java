package org.otium.data.parquet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.otium.api.InvalidInputException;

/**
 * The Parquet files of a folder by the split that they belong to. A split has its name from its
 * files ({@code train-00000-of-00002.parquet}, {@code test.parquet}), or from the folder of parts
 * that have none ({@code train/0000.parquet}, {@code train.parquet/part-00000-….parquet}).
 */
public final class ParquetFiles {
  private static final int DEEPEST = 4;
  private static final Pattern SHARD = Pattern.compile("(.+)-\\d{5}-of-\\d{5}(?:-[0-9a-f]+)?");
  private static final Pattern NAMELESS = Pattern.compile("\\d+|part-.*");

  /** Folders that only say what lies in them. */
  private static final List<String> SILENT = List.of("", "data", "default", "parquet");

  private ParquetFiles() {}

  /**
   * Finds the splits of a folder.
   *
   * @param folder where to look, four levels down
   * @return the files of each split in order, by the name of the split, with the folder before it
   *     where that says something ({@code plain_text/train})
   * @throws IOException if a folder cannot be read
   */
  public static SortedMap<String, List<Path>> splits(Path folder) throws IOException {
    SortedMap<String, List<Path>> splits = new TreeMap<>();
    for (Path file : files(folder)) {
      splits.computeIfAbsent(split(folder, file), name -> new ArrayList<>()).add(file);
    }
    return splits;
  }

  static boolean isNamedSo(Path path) {
    return name(path).toLowerCase(Locale.ROOT).endsWith(".parquet");
  }

  private static boolean isVisible(Path path) {
    return !name(path).startsWith(".") && !name(path).startsWith("_");
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder, DEEPEST)) {
      return all.filter(file -> isNamedSo(file) && isVisible(file) && Files.isRegularFile(file))
          .sorted()
          .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Whether a folder holds Parquet files, for sure if they do not lie deep in it. */
  static boolean anyIn(Path folder) {
    try (Stream<Path> all = Files.walk(folder, DEEPEST)) {
      return all.limit(1000).anyMatch(file -> isNamedSo(file) && Files.isRegularFile(file));
    } catch (IOException | UncheckedIOException e) {
      return false;
    }
  }

  private static String split(Path folder, Path file) {
    String stem = stem(file);
    Path above = folder.relativize(file).getParent();
    Matcher shard = SHARD.matcher(stem);
    String split = shard.matches() ? shard.group(1) : stem;
    if (NAMELESS.matcher(split).matches()) {
      Path named = above == null ? folder.toAbsolutePath().normalize() : above;
      split = isNamedSo(named) ? stem(named) : name(named);
      above = above == null ? null : above.getParent();
    }
    String where = above == null ? "" : above.toString().replace('\\', '/');
    return SILENT.contains(where) ? split : where + "/" + split;
  }

  /** The files of a path that are read together, in order. */
  static List<Path> of(Path path, Optional<String> wanted) throws IOException {
    if (!Files.isDirectory(path)) {
      if (wanted.isPresent() && Files.exists(path)) {
        throw new InvalidInputException(
            "the setting 'split' chooses files of a folder, and " + path + " is a file",
            "Leave it out, or name the folder.");
      }
      return List.of(path);
    }
    SortedMap<String, List<Path>> splits = splits(path);
    if (splits.isEmpty()) {
      throw new InvalidInputException(
          path + " holds no Parquet files", "Name a folder of files that end with .parquet.");
    }
    if (wanted.isEmpty()) {
      if (splits.size() == 1) {
        return splits.firstEntry().getValue();
      }
      throw new InvalidInputException(
          path + " holds several splits: " + String.join(", ", splits.keySet()),
          "Choose one, for instance 'parquet{split: " + splits.firstKey() + "}:" + path + "'.");
    }
    List<Path> exact = splits.get(wanted.get());
    List<Path> chosen = exact != null ? exact : matching(path, splits, wanted.get());
    if (chosen.isEmpty()) {
      throw new InvalidInputException(
          path + " holds no split '" + wanted.get() + "'",
          "It holds " + String.join(", ", splits.keySet()) + ".");
    }
    return chosen;
  }

  private static List<Path> matching(Path folder, Map<String, List<Path>> splits, String pattern) {
    List<Path> chosen = new ArrayList<>();
    try {
      PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
      for (List<Path> files : splits.values()) {
        for (Path file : files) {
          Path within = folder.relativize(file);
          if (matcher.matches(within) || matcher.matches(within.getFileName())) {
            chosen.add(file);
          }
        }
      }
    } catch (PatternSyntaxException e) {
      throw new InvalidInputException(
          "'" + pattern + "' is no pattern for file names", "Write it as train-*.parquet.", e);
    }
    return chosen.stream().sorted().toList();
  }

  private static String stem(Path file) {
    return name(file).replaceFirst("(?i)(\\.[a-z]+)?\\.parquet$", "");
  }

  private static String name(Path path) {
    Path file = path.getFileName();
    return file == null ? path.toString() : file.toString();
  }

  /** What a dataset of a path and a split is called. */
  static String datasetName(Path path, Optional<String> split) {
    String stem = stem(path.toAbsolutePath().normalize());
    return split.map(name -> stem + "-" + name.replaceAll("[^A-Za-z0-9_-]+", "-")).orElse(stem);
  }
}
