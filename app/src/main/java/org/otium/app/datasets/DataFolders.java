package org.otium.app.datasets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Folders in which datasets are looked for that do not lie where the user stands. There a dataset
 * may also be named without the ends of its files: {@code mnist-train} is {@code
 * mnist-train-images-idx3-ubyte.gz} or {@code mnist/train-images-idx3-ubyte.gz}, the latter as
 * common downloaders leave it, in a folder {@code MNIST/raw}.
 *
 * @param folders in the order in which they are looked through; not all of them need to exist
 */
public record DataFolders(List<Path> folders) {
  /** Where datasets are looked for if nothing is said. */
  public static final Path DEFAULT = Path.of("data");

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]*");
  private static final Pattern SPLIT = Pattern.compile("(.+)-(train|test)");
  private static final List<String> ENDINGS =
      List.of(
          "-images-idx3-ubyte.gz",
          "-images-idx3-ubyte",
          "-images-idx4-ubyte.gz",
          "-images-idx4-ubyte",
          ".npz",
          ".csv");

  /** Copies the list. */
  public DataFolders {
    folders = List.copyOf(folders);
  }

  /**
   * No folders: datasets lie where the user says.
   *
   * @return an empty list
   */
  public static DataFolders none() {
    return new DataFolders(List.of());
  }

  /**
   * These folders and one more, which comes first.
   *
   * @param folder the folder
   * @return more folders
   */
  public DataFolders with(Path folder) {
    List<Path> more = new ArrayList<>(List.of(folder));
    more.addAll(folders);
    return new DataFolders(more);
  }

  /**
   * Looks for a dataset.
   *
   * @param text a relative path, or the name of a dataset
   * @return the first that exists; empty if there is none
   */
  Optional<Path> find(String text) {
    try {
      if (text.isBlank() || Path.of(text).isAbsolute()) {
        return Optional.empty();
      }
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
    for (Path folder : folders) {
      Optional<Path> found = candidates(folder, text).stream().filter(Files::exists).findFirst();
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static List<Path> candidates(Path folder, String text) {
    List<Path> candidates = new ArrayList<>();
    candidates.add(folder.resolve(text));
    if (NAME.matcher(text).matches()) {
      ENDINGS.forEach(ending -> candidates.add(folder.resolve(text + ending)));
      Matcher split = SPLIT.matcher(text);
      if (split.matches()) {
        List<String> parts =
            split.group(2).equals("train") ? List.of("train") : List.of("test", "t10k");
        for (Path own : ownFolders(folder, split.group(1))) {
          for (String part : parts) {
            ENDINGS.forEach(ending -> candidates.add(own.resolve(part + ending)));
          }
        }
      }
    }
    return candidates;
  }

  /** Folders that are called like a dataset, however its name is written. */
  private static List<Path> ownFolders(Path folder, String name) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Path> own = new ArrayList<>();
    try (Stream<Path> children = Files.list(folder)) {
      children
          .filter(child -> bare(child.getFileName().toString()).equals(bare(name)))
          .sorted()
          .forEach(
              child -> {
                own.add(child);
                own.add(child.resolve("raw"));
              });
    } catch (IOException | UncheckedIOException e) {
      return List.of();
    }
    return own;
  }

  private static String bare(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[-_. ]", "");
  }

  /** Where was looked, for messages; empty if nowhere. */
  String words() {
    return folders.isEmpty()
        ? ""
        : "Give --data DIR, the folder of your datasets; looked in "
            + String.join(", ", folders.stream().map(folder -> "'" + folder + "'").toList())
            + " too. ";
  }
}
