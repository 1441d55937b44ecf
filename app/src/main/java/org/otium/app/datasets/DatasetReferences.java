package org.otium.app.datasets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.otium.api.InvalidInputException;
import org.otium.settings.NearestName;
import org.otium.settings.SettingsContext;
import org.otium.spi.Kind;

/** What the words that users call datasets by mean, and what they may have meant. */
final class DatasetReferences {
  private final SettingsContext plugins;
  private final DataFolders folders;

  /**
   * References.
   *
   * @param plugins the formats and generators there are
   * @param folders where files are looked for that are not where the user stands
   */
  DatasetReferences(SettingsContext plugins, DataFolders folders) {
    this.plugins = plugins;
    this.folders = folders;
  }

  /** What a text or a tree with a {@code name} means; bare if it means nothing. */
  DatasetReference resolved(Object reference) {
    String text = DatasetReference.text(reference).strip();
    if (!(reference instanceof Map) && text.endsWith("}") && exists(text)) {
      boolean isGenerator =
          DatasetReference.WITH_SETTINGS.matcher(text).lookingAt()
              && isSource(text.substring(0, text.indexOf('{')).strip());
      if (!isGenerator) {
        return new DatasetReference.AtPath(text, Optional.empty(), "");
      }
    }
    DatasetReference parsed = DatasetReference.parse(reference);
    return switch (parsed) {
      case DatasetReference.AtPath at
          when at.format().isPresent() && !isFormat(at.format().get()) ->
          at.braces().isEmpty() ? bare(text) : new DatasetReference.Bare(text);
      case DatasetReference.AtPath at -> located(at);
      case DatasetReference.Generated generated
          when !(reference instanceof Map)
              && !isSource(generated.name())
              && exists(generated.name()) -> {
        // A folder without a dot in its name, with settings of its format.
        String braces = text.substring(text.indexOf('{'));
        yield new DatasetReference.AtPath(generated.name(), Optional.empty(), braces);
      }
      case DatasetReference.Bare bare -> bare(bare.text());
      default -> parsed;
    };
  }

  /** The same path, or where in the data folders it lies. */
  private DatasetReference located(DatasetReference.AtPath at) {
    if (exists(at.path())) {
      return at;
    }
    return folders
        .find(at.path())
        .map(found -> new DatasetReference.AtPath(found.toString(), at.format(), at.braces()))
        .orElse(at);
  }

  private DatasetReference bare(String text) {
    DatasetReference.AtPath at = new DatasetReference.AtPath(text, Optional.empty(), "");
    if (Files.exists(at.toPath())) {
      return at;
    }
    if (isSource(text)) {
      return new DatasetReference.Generated(Map.of("name", text));
    }
    DatasetReference.AtPath found = new DatasetReference.AtPath(text, Optional.empty(), "");
    return located(found) instanceof DatasetReference.AtPath elsewhere
            && !elsewhere.path().equals(text)
        ? elsewhere
        : new DatasetReference.Bare(text);
  }

  private boolean isFormat(String name) {
    return plugins.find(Kind.DATASET_FORMAT, name).isPresent();
  }

  /** Whether a generator has that name. */
  boolean isSource(String name) {
    return plugins.find(Kind.DATASET_SOURCE, name).isPresent();
  }

  private static boolean exists(String path) {
    try {
      return Files.exists(Path.of(path));
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /** What is said of a text that means nothing. */
  InvalidInputException unknown(String text) {
    List<String> generators = plugins.names(Kind.DATASET_SOURCE);
    Optional<String> format =
        DatasetReference.parse(text) instanceof DatasetReference.AtPath at
            ? at.format()
            : Optional.empty();
    if (format.isPresent()) {
      List<String> formats = plugins.names(Kind.DATASET_FORMAT);
      return new InvalidInputException(
          "there is neither a file '" + text + "' nor a format '" + format.get() + "'",
          NearestName.of(format.get(), formats).map(n -> "Did you mean '" + n + "'? ").orElse("")
              + "Formats: "
              + String.join(", ", formats)
              + ".");
    }
    Optional<String> nearest = NearestName.of(text, generators);
    List<String> splits =
        Stream.of("-train", "-test")
            .map(split -> text + split)
            .filter(name -> !(bare(name) instanceof DatasetReference.Bare))
            .map(name -> "'" + name + "'")
            .toList();
    String meant =
        Optional.of(String.join(" or ", splits))
            .filter(names -> !names.isEmpty())
            .or(() -> nearest.map(name -> "'" + name + "'"))
            .map(names -> "Did you mean " + names + "? ")
            .or(() -> suggestion(Path.of(text)).map(s -> s + " "))
            .orElse("");
    return new InvalidInputException(
        "'" + text + "' is neither a file or folder nor a generator",
        meant + folders.words() + "Generators: " + String.join(", ", generators) + ".");
  }

  /** What lies beside a path that does not exist and looks like it. */
  static Optional<String> suggestion(Path path) {
    Path parent = path.toAbsolutePath().normalize().getParent();
    Path name = path.getFileName();
    if (parent == null || name == null || !Files.isDirectory(parent)) {
      return Optional.empty();
    }
    try (Stream<Path> children = Files.list(parent)) {
      List<String> names =
          children.map(child -> child.getFileName().toString()).sorted().limit(10_000).toList();
      return NearestName.of(name.toString(), names)
          .map(near -> "Did you mean '" + path.resolveSibling(near) + "'?");
    } catch (IOException | java.io.UncheckedIOException e) {
      return Optional.empty();
    }
  }
}
